namespace App.Shell;

/// <summary>Says how well a title matches what was typed. Greater values match better.</summary>
public enum TitleMatch
{
    None,

    /// <summary>The title contains the typed letters in order.</summary>
    Letters,

    /// <summary>Each typed word starts a word of the title, except for one wrong, missing, extra or swapped letter.</summary>
    Typo,

    /// <summary>A word of the title starts with the typed text.</summary>
    Word,

    /// <summary>The title starts with the typed text.</summary>
    Start,
}

public static class TitleMatches
{
    /// <summary>In shorter words, one other letter makes another word.</summary>
    const int ShortestWithTypo = 4;

    extension(TitleMatch)
    {
        public static TitleMatch Of(string title, string words)
        {
            if (words.Length == 0)
                return TitleMatch.None;
            if (title.StartsWith(words, StringComparison.OrdinalIgnoreCase))
                return TitleMatch.Start;
            var ofTitle = title.Split(' ');
            if (ofTitle.Any(word => word.StartsWith(words, StringComparison.OrdinalIgnoreCase)))
                return TitleMatch.Word;
            var typed = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (typed.All(one => ofTitle.Any(word => StartsNearly(word.ToUpperInvariant(), one.ToUpperInvariant()))))
                return TitleMatch.Typo;
            return InOrder(title, words) ? TitleMatch.Letters : TitleMatch.None;
        }
    }

    /// <summary>Returns whether the word starts with what was typed, or would after one correction.</summary>
    static bool StartsNearly(ReadOnlySpan<char> word, ReadOnlySpan<char> typed)
    {
        var same = word.CommonPrefixLength(typed);
        if (same == typed.Length)
            return true;
        if (typed.Length < ShortestWithTypo || same == word.Length)
            return false;
        var rest = word[same..];
        var restTyped = typed[same..];
        return rest[1..].StartsWith(restTyped[1..]) // a wrong letter
            || rest[1..].StartsWith(restTyped) // a missing letter
            || rest.StartsWith(restTyped[1..]) // an extra letter
            || (rest.Length > 1 && restTyped.Length > 1 && rest[0] == restTyped[1] && rest[1] == restTyped[0]
                && rest[2..].StartsWith(restTyped[2..])); // two swapped letters
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
