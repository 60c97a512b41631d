namespace App.SecurityEvents;

public static class SecurityEventPermissions
{
    public static readonly Permission Read = new(
        "security_events.read", "View security events",
        "View failed sign-ins, refused second factors and requests, and reached rate limits.", "security_events:read");
}
