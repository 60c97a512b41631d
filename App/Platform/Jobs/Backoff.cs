namespace App.Platform.Jobs;

/// <summary>Computes the delays between attempts, and the text that is stored of a failure.</summary>
static class Backoff
{
    /// <summary>Returns a delay that doubles with each attempt, from one second to at most one hour.</summary>
    /// <param name="attempts">Failed attempts so far, at least 1.</param>
    public static TimeSpan Delay(int attempts) => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempts - 1), 3600));

    /// <summary>Returns the type and message of an exception, at most 1000 characters.</summary>
    public static string Describe(Exception failure)
    {
        var text = $"{failure.GetType().Name}: {failure.Message}".Replace('\0', ' ');
        return text.Length > 1000 ? text[..1000] : text;
    }
}
