namespace App.Comments.Parts;

/// <summary>Says how a timeline shows an operation.</summary>
/// <param name="Title">What happened, in the past tense.</param>
public sealed record TimelineText(string Title, string Icon = "activity", Tone Tone = Tone.Neutral)
{
    /// <summary>Describes an operation by the verb of its name, for pages that have no words of their own.</summary>
    public static TimelineText Of(TimelineEntryView entry)
    {
        var verb = entry.Action![(entry.Action!.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return verb switch
        {
            "create" => new("Created", "plus", Tone.Info),
            "update" => new(entry.Changed.Count == 0 ? "Changed" : $"Changed {Names(entry.Changed)}", "pencil"),
            "archive" => new("Archived", "archive"),
            "restore" => new("Restored", "refresh", Tone.Success),
            "fill" or "remove" => new("Sample data changed"),
            _ => new(Sentence(verb)),
        };
    }

    static string Names(IReadOnlyList<string> members)
    {
        var names = members.Select(member => member.Replace('_', ' ')).ToList();
        return names.Count <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and more";
    }

    static string Sentence(string verb) => char.ToUpperInvariant(verb[0]) + verb[1..].Replace('_', ' ');
}
