using System.Reflection;

namespace App.Platform.Http;

/// <summary>
/// The one rule for which environments are checked and hardened like Production: all except Development. A name that is neither
/// is refused, because a misspelled one must not start without the checks.
/// </summary>
public static class Hardening
{
    /// <summary>Is the environment of tests, which run in the process of the test runner. The app itself refuses it.</summary>
    const string Tests = "Testing";

    public static bool IsHardened(this IHostEnvironment environment) =>
        !environment.IsDevelopment() && !IsTestRun(environment, Assembly.GetEntryAssembly());

    /// <summary>Returns why the app must not start in this environment; null if it may.</summary>
    public static string? FaultOf(IHostEnvironment environment) => FaultOf(environment, Assembly.GetEntryAssembly());

    internal static string? FaultOf(IHostEnvironment environment, Assembly? entry)
    {
        var isKnown = environment.IsDevelopment() || environment.IsProduction() || IsTestRun(environment, entry);
        return isKnown ? null : "ASPNETCORE_ENVIRONMENT must be Production or Development.";
    }

    static bool IsTestRun(IHostEnvironment environment, Assembly? entry) =>
        environment.EnvironmentName == Tests && entry != typeof(Hardening).Assembly;
}
