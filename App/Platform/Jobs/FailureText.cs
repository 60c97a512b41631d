namespace App.Platform.Jobs;

/// <summary>Writes the text that is stored of a failure.</summary>
static class FailureText
{
    /// <summary>Returns the type and message of an exception, at most 1000 characters.</summary>
    public static string Of(Exception failure)
    {
        var text = $"{failure.GetType().Name}: {failure.Message}".Replace('\0', ' ');
        return text.Length > 1000 ? text[..1000] : text;
    }
}
