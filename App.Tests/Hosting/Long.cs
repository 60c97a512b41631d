namespace App.Tests;

/// <summary>Chooses how long a test runs: briefly with <c>./test</c>, in full with <c>./test --long</c>.</summary>
static class Long
{
    /// <summary>Gets whether the full form was asked for.</summary>
    public static bool Asked { get; } = Environment.GetEnvironmentVariable("STOCKADE_LONG") == "true";

    /// <summary>Returns the value of the brief or of the full form, such as a number of kills.</summary>
    public static T Or<T>(T brief, T full) => Asked ? full : brief;
}
