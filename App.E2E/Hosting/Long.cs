namespace App.E2E;

/// <summary>Chooses how long a test runs: briefly with <c>./test</c>, in full with <c>./test --long</c>.</summary>
static class Long
{
    static readonly bool asked = Environment.GetEnvironmentVariable("STOCKADE_LONG") == "true";

    /// <summary>Returns the brief or the full number of rounds, kills or requests.</summary>
    public static int Or(int brief, int full) => asked ? full : brief;
}
