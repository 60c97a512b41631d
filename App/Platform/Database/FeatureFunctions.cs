using System.Reflection;

namespace App.Platform.Database;

/// <summary>
/// Lists the database functions of features. They find something before an organization is known, such as the organization of an
/// API key, and so cannot use row level security; or they delete what the app's role may not delete. Each is SECURITY DEFINER
/// with a pinned search path, in a file of its feature that has its name: <c>ApiKeys/enter_by_key.sql</c> defines
/// <c>platform.enter_by_key</c>. <see cref="RowLevelSecurity"/> installs them, and <c>contract/credentials.txt</c> lists them
/// with their rights.
/// </summary>
static class FeatureFunctions
{
    /// <summary>Gets the names of the embedded files, such as <c>ApiKeys.enter_by_key.sql</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)
                && !name.StartsWith("Platform.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static string FunctionOf(string resource) => $"platform.{resource.Split('.')[^2]}";
}
