using App.Platform.Ui;

namespace App.Shell;

/// <summary>Finds pages of the navigation by what people type: the start of the title, of a word in it, or letters in order.</summary>
public static class PageFinder
{
    public static IReadOnlyList<NavEntry> Find(IReadOnlyList<NavEntry> entries, string words) =>
        [.. entries.Select(entry => (entry, rank: Rank(entry.Title, words.Trim()))).Where(found => found.rank > 0).OrderByDescending(found => found.rank).Take(8).Select(found => found.entry)];

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
