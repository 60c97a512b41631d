namespace App.Shell;

/// <summary>
/// Searches the navigation. Text matches the start of a title, the start of a word in it, or letters of it in order.
/// </summary>
public static class PageFinder
{
    public static IReadOnlyList<NavEntry> Find(IReadOnlyList<NavEntry> entries, string words) =>
        [
            .. entries.Select(entry => (Entry: entry, Rank: Rank(entry.Title, words.Trim())))
                .Where(match => match.Rank > 0)
                .OrderByDescending(match => match.Rank)
                .Take(8)
                .Select(match => match.Entry),
        ];

    static int Rank(string title, string words)
    {
        if (words.Length == 0)
            return 0;
        if (title.StartsWith(words, StringComparison.OrdinalIgnoreCase))
            return 3;
        if (title.Split(' ').Any(word => word.StartsWith(words, StringComparison.OrdinalIgnoreCase)))
            return 2;
        return InOrder(title, words) ? 1 : 0;
    }

    static bool InOrder(string title, string letters)
    {
        var at = 0;
        foreach (var letter in title)
        {
            if (at < letters.Length && char.ToUpperInvariant(letter) == char.ToUpperInvariant(letters[at]))
                at++;
        }
        return at == letters.Length;
    }
}
