using App.Platform;

namespace App.ApiKeys;

public static class ApiKeyProblems
{
    public static Problem NotYours(IEnumerable<string> scopes) => NotYoursToGive with
    {
        Detail = $"A key cannot hold more than who creates it. Leave out {string.Join(", ", scopes)}.",
    };

    public static readonly Problem NotYoursToGive = new(403, "scope_above_own", "Above your own rights", "A key cannot hold more than who creates it.") { Param = "scopes" };
}
