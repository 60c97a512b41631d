using App.Organizations;

namespace App.Comments;

/// <summary>Checks what operations on comments have in common.</summary>
public sealed class CommentChecks(RecordPages records, MemberLookup members)
{
    /// <summary>Checks the text of a request.</summary>
    public static void Text(Checks checks, string? text) => checks
        .Text(text, Comment.Longest, "The comment")
        .That(
            CommentText.MentionsIn(text ?? "").Count <= CommentText.MostMentions, nameof(text),
            $"A comment can mention up to {CommentText.MostMentions} members.", "too_many");

    /// <summary>Returns a comment on a record that the actor may view, and the record; null if there is none.</summary>
    public async Task<RecordWithPage?> RecordOfAsync(OperationContext context, Comment? comment, CancellationToken ct) =>
        comment is null ? null : await records.FindAsync(context, comment.RecordId, ct);

    /// <summary>Returns a problem if a text mentions somebody who is not a member; null if it does not.</summary>
    /// <param name="context">The call.</param>
    /// <param name="text">The new text.</param>
    /// <param name="before">The text before; who was mentioned in it may have left the organization.</param>
    /// <param name="ct">Cancels the check.</param>
    public async Task<Problem?> MentionsAsync(OperationContext context, string text, string? before, CancellationToken ct)
    {
        var added = CommentText.MentionsIn(text).Except(CommentText.MentionsIn(before ?? "")).ToList();
        var known = await members.FindAsync(context, added, ct);
        var checks = new Checks();
        checks.That(
            added.All(id => known.GetValueOrDefault(id) is { IsActive: true }), nameof(text),
            "The comment mentions somebody who is not a member of the organization.", "unknown_member");
        return checks.Problem;
    }
}
