namespace App.ApiKeys;

public static class ApiKeyPermissions
{
    public static readonly Permission Read = new(
        "keys.read", "View API keys", "View API keys, their scopes and when they were last used.", "keys:read");
    public static readonly Permission Change = new(
        "keys.change", "Change API keys", "Create API keys with at most your own permissions, and revoke them.",
        "keys:write", Sensitive: true);

    public static readonly IReadOnlyList<Permission> All = [Read, Change];
}
