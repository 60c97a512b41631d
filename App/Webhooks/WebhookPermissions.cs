using App.Platform;

namespace App.Webhooks;

public static class WebhookPermissions
{
    public static readonly Permission Read = new("webhooks.read", "See webhooks", "See webhook endpoints, what was sent to them and what they answered.", Role.Admin, "webhooks:read");
    public static readonly Permission Change = new("webhooks.change", "Change webhooks", "Add, change and remove webhook endpoints, rotate their secrets, send again.", Role.Admin, "webhooks:write");
    public static readonly Permission ReadEvents = new("events.read", "See events", "See what has happened in the last 30 days, as webhooks tell it.", Role.Admin, "events:read");

    public static readonly IReadOnlyList<Permission> All = [Read, Change, ReadEvents];
}
