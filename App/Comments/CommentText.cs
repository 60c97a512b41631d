using System.Text.RegularExpressions;
using App.Organizations;

namespace App.Comments;

/// <summary>Represents a part of a comment's text: plain text, or the mention of a member.</summary>
public sealed record CommentPart(string Text, Id<Member>? MemberId = null);

/// <summary>
/// Reads and writes mentions. In the stored text a mention is <c>&lt;@mem_…&gt;</c>, so it stays right when the member changes
/// the name; on pages it is <c>@</c> and the name.
/// </summary>
public static partial class CommentText
{
    /// <summary>Limits the members that one comment mentions, because each of them is notified.</summary>
    public const int MostMentions = 50;

    /// <summary>Returns the members that a text mentions, each once, in the order of the text.</summary>
    public static IReadOnlyList<Id<Member>> MentionsIn(string text) =>
        [.. Parts(text).Select(part => part.MemberId).OfType<Id<Member>>().Distinct()];

    /// <summary>Splits a text at its mentions. The text of a mention is empty.</summary>
    public static IReadOnlyList<CommentPart> Parts(string text)
    {
        var parts = new List<CommentPart>();
        var end = 0;
        foreach (Match mention in Mention().Matches(text))
        {
            if (!Id<Member>.TryRead(mention.Groups[1].Value, out var member))
                continue;
            if (mention.Index > end)
                parts.Add(new(text[end..mention.Index]));
            parts.Add(new("", member));
            end = mention.Index + mention.Length;
        }
        if (end < text.Length)
            parts.Add(new(text[end..]));
        return parts;
    }

    /// <summary>Returns the text for an input field, with names instead of ids.</summary>
    public static string WithNames(string text, IReadOnlyDictionary<string, string> names) =>
        string.Concat(Parts(text).Select(part => part.MemberId is { } member
            ? "@" + names.GetValueOrDefault(member.ToString(), FormerMember)
            : part.Text));

    /// <summary>Returns the text to store: the names that were chosen as mentions are replaced by ids.</summary>
    /// <param name="typed">The text of the input field.</param>
    /// <param name="names">The names of the chosen members by their ids.</param>
    public static string WithIds(string typed, IReadOnlyDictionary<string, string> names)
    {
        // a longer name first, because it may begin with a shorter one
        foreach (var (id, name) in names.OrderByDescending(pair => pair.Value.Length))
            typed = typed.Replace($"@{name}", $"<@{id}>", StringComparison.Ordinal);
        return typed;
    }

    /// <summary>Is shown instead of the name of a member whose account was deleted.</summary>
    public const string FormerMember = "Former member";

    [GeneratedRegex("<@(mem_[0-9a-z]{26})>")]
    private static partial Regex Mention();
}
