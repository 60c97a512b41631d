namespace App.Audit;

public static class AuditPermissions
{
    public static readonly Permission Read = new(
        "audit.read", "View the audit log", "View who did what, when and from where.", "audit:read");
}
