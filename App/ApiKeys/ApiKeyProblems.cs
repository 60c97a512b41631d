namespace App.ApiKeys;

public static class ApiKeyProblems
{
    public static Problem NotYours(IEnumerable<string> scopes) => NotYoursToGive with
    {
        Detail = $"An API key can't have scopes that its creator lacks. Remove {string.Join(", ", scopes)}.",
    };

    public static readonly Problem NotYoursToGive = new(403, "scope_above_own", "Scope exceeds your permissions",
        "An API key can't have scopes that its creator lacks.") { Param = "scopes" };
}
