namespace App.Platform.Database;

/// <summary>Prepares search text that a person typed.</summary>
public static class Search
{
    public const int Longest = 100;

    /// <summary>Returns a LIKE pattern that finds the text anywhere. Wildcards in the text are escaped.</summary>
    public static string Anywhere(string text)
    {
        var escaped = text.Trim()
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
        return $"%{escaped}%";
    }
}
