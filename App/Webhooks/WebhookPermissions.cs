namespace App.Webhooks;

public static class WebhookPermissions
{
    public static readonly Permission Read = new(
        "webhooks.read", "View webhooks", "View webhook endpoints, their deliveries and responses.", Role.Admin, "webhooks:read");
    public static readonly Permission Change = new(
        "webhooks.change", "Change webhooks",
        "Add, change and archive webhook endpoints, rotate their secrets and resend deliveries.",
        Role.Admin, "webhooks:write");
    public static readonly Permission ReadEvents = new(
        "events.read", "View events", $"View the events of the last {ListEvents.Kept.Days} days.", Role.Admin, "events:read");

    public static readonly IReadOnlyList<Permission> All = [Read, Change, ReadEvents];
}
