namespace App.Platform;

/// <summary>Free text from a person, made safe to look for.</summary>
public static class Search
{
    public const int Longest = 100;

    /// <summary>A LIKE pattern that finds the text anywhere; its own wildcards mean themselves.</summary>
    public static string Anywhere(string text) =>
        $"%{text.Trim().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
