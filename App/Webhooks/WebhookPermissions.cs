namespace App.Webhooks;

public static class WebhookPermissions
{
    public static readonly Permission Read = new(
        "webhooks.read", "View webhooks", "View webhook endpoints, their deliveries and responses.", "webhooks:read");
    public static readonly Permission Change = new(
        "webhooks.change", "Change webhooks",
        "Add, change and archive webhook endpoints, rotate their secrets and resend deliveries.",
        "webhooks:write", Sensitive: true);
    public static readonly Permission ReadEvents = new(
        "events.read", "View events", $"View the events of the last {OutboxMessage.Kept.Days} days.", "events:read");

    public static readonly IReadOnlyList<Permission> All = [Read, Change, ReadEvents];
}
