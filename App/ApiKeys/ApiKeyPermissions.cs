using App.Platform;

namespace App.ApiKeys;

public static class ApiKeyPermissions
{
    public static readonly Permission Read = new("keys.read", "See API keys", "See which API keys there are, what they may do and when they were used.", Role.Admin, "keys:read");
    public static readonly Permission Change = new("keys.change", "Change API keys", "Create API keys, with no more rights than one's own, and revoke them.", Role.Admin, "keys:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Change];
}
