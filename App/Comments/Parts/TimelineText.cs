namespace App.Comments.Parts;

/// <summary>Says how a timeline shows an operation.</summary>
/// <param name="Title">What happened, in the past tense.</param>
public sealed record TimelineText(string Title, string Icon = "activity", Tone Tone = Tone.Neutral)
{
    /// <summary>Describes an operation by the verb of its name, for pages that have no words of their own.</summary>
    public static TimelineText Of(TimelineEntryView entry)
    {
        var dot = entry.Action!.IndexOf('.', StringComparison.Ordinal);
        if (entry.Action[..dot] == "sample_data")
            return new("Sample data changed");
        var verb = entry.Action[(dot + 1)..];
        return verb switch
        {
            "create" => new("Created", "plus", Tone.Info),
            "update" => new(entry.Changed.Count == 0 ? "Changed" : $"Changed {Names(entry.Changed)}", "pencil"),
            "archive" => new("Archived", "archive"),
            "restore" => new("Restored", "refresh", Tone.Success),
            "remove" or "revoke" => new(Sentence(verb), "x", Tone.Danger),
            _ => new(Sentence(verb)),
        };
    }

    static string Names(IReadOnlyList<string> members)
    {
        var names = members.Select(member => member.Replace('_', ' ')).ToList();
        return names.Count <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and more";
    }

    /// <summary>Returns "Changed role" for "change_role".</summary>
    static string Sentence(string verb)
    {
        var words = verb.Split('_');
        words[0] = PastTense.Of(words[0]);
        var text = string.Join(' ', words);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
