namespace App.ApiKeys;

public static class ApiKeyProblems
{
    public static Problem NotYours(IEnumerable<string> scopes) => NotYoursToGive with
    {
        Detail = $"An API key can't have scopes that its creator lacks. Remove {string.Join(", ", scopes)}.",
    };

    public static readonly Problem NoTestMode = new(409, "test_mode_unavailable", "Test keys are not available",
        "A test key would act on live data, because there are no test data yet. Create a live key with few scopes instead.")
    {
        Param = "mode",
    };

    public static readonly Problem OutlivesParent = new(400, "expiry_after_parent", "The key would outlive its parent",
        "A key can't expire later than the key that creates it. Send an earlier expires_at, or omit it to use the parent's.")
    {
        Param = "expires_at",
    };

    public static Problem ParentExpires(DateTimeOffset at) => OutlivesParent with
    {
        Detail = $"The key that creates it expires at {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}. "
            + "Send an expires_at that is no later, or omit it to use the same time.",
    };

    public static Problem Sensitive(IEnumerable<string> scopes) => SensitiveScope with
    {
        Detail = $"Only an owner can give an API key {string.Join(", ", scopes)}, because a key can't confirm a second factor.",
    };

    public static readonly Problem SensitiveScope = new(403, "scope_needs_owner", "An owner must create this key",
        "Only an owner can give an API key scopes to change members, keys or webhooks, because a key can't confirm a second "
        + "factor. Ask an owner to create the key.") { Param = "scopes" };

    public static readonly Problem NotYoursToGive = new(403, "scope_above_own", "Scope exceeds your permissions",
        "An API key can't have scopes that its creator lacks.") { Param = "scopes" };
}
