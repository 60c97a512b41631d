namespace App.Shell;

/// <summary>Says how well a title matches what was typed. Greater values match better.</summary>
public enum TitleMatch
{
    None,

    /// <summary>The title contains the typed letters in order.</summary>
    Letters,

    /// <summary>A word of the title starts with the typed text.</summary>
    Word,

    /// <summary>The title starts with the typed text.</summary>
    Start,
}

public static class TitleMatches
{
    extension(TitleMatch)
    {
        public static TitleMatch Of(string title, string words)
        {
            if (words.Length == 0)
                return TitleMatch.None;
            if (title.StartsWith(words, StringComparison.OrdinalIgnoreCase))
                return TitleMatch.Start;
            if (title.Split(' ').Any(word => word.StartsWith(words, StringComparison.OrdinalIgnoreCase)))
                return TitleMatch.Word;
            return InOrder(title, words) ? TitleMatch.Letters : TitleMatch.None;
        }
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
