namespace App.Comments.Parts;

/// <summary>Holds what was typed as a comment, and the members that were chosen as mentions.</summary>
sealed class CommentModel
{
    /// <summary>Gets or sets the text with names instead of ids.</summary>
    public string Text { get; set; } = "";

    /// <summary>Gets or sets the names of the chosen members by their ids.</summary>
    public Dictionary<string, string> Names { get; set; } = [];

    public static CommentModel Of(CommentView comment)
    {
        var names = comment.Mentions.ToDictionary(mention => mention.MemberId.ToString(), mention => mention.Name);
        return new() { Text = CommentText.WithNames(comment.Text, names), Names = names };
    }

    /// <summary>Returns the text to store.</summary>
    public string ToText() => CommentText.WithIds(Text, Names);
}

/// <summary>Holds an unsaved comment on one record.</summary>
sealed class CommentDraft(string recordId, TimeProvider clock) : FormDraft<CommentModel>(() => new(), clock)
{
    public override string Name => $"comment {recordId}";
}
