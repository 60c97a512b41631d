namespace App.Platform.Values;

/// <summary>
/// Returns the number by which the settings multiply every quota: 10,000 with <c>STOCKADE_LIMITS=relaxed</c>, otherwise 1.
/// </summary>
public static class LimitFactor
{
    public static int Of(IConfiguration configuration) => configuration["STOCKADE_LIMITS"] == "relaxed" ? 10_000 : 1;
}
