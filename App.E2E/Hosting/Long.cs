namespace App.E2E;

/// <summary>Chooses how long a test runs: briefly with <c>./test</c>, in full with <c>./test --long</c>.</summary>
static class Long
{
    static readonly bool asked = Environment.GetEnvironmentVariable("STOCKADE_LONG") == "true";

    /// <summary>Returns the value of the brief or of the full form, such as a number of kills.</summary>
    public static T Or<T>(T brief, T full) => asked ? full : brief;
}
