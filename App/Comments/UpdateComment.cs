namespace App.Comments;

/// <summary>Changes the text of a comment. Only its author can. Members that were not mentioned before are notified.</summary>
public sealed class UpdateComment(Gate gate, CommentChecks checks, CommentViews views)
    : Operation<UpdateComment.Request, CommentView>(gate)
{
    /// <param name="Text">Plain text of up to 4,000 characters. Omit to keep the current value.</param>
    public sealed record Changes([property: Multiline, NoNull] string? Text = null);

    public sealed record Request(Id<Comment> Id, Changes Changes) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Changes.Text is { } text)
                CommentChecks.Text(checks, text);
        }
    }

    protected internal override Access Access => Access.Member(CommentPermissions.Change);
    protected internal override string Action => "comment.update";

    protected override async Task<Result<CommentView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var comment = await context.LockAsync(request.Id, ct);
        if (await checks.RecordOfAsync(context, comment, ct) is not { } record)
            return Problem.Missing("The comment");
        if (!comment!.IsBy(context.Actor))
            return CommentProblems.NotAuthor;
        var text = request.Changes.Text?.Trim() ?? comment.Text;
        if (await checks.MentionsAsync(context, text, comment.Text, ct) is { } unknown)
            return unknown;

        var before = await views.OfAsync(context, comment, ct);
        comment.Edit(text, context.Now);
        var view = await views.OfAsync(context, comment, ct);
        context.NoteUpdate(view.Id.ToString(), $"Comment on {record.Label}", before, view);
        context.Raise(new CommentUpdated(
            comment.Id, record.Id, comment.AuthorId, view.Author.Name, text, CommentText.MentionsIn(text)));
        return view;
    }
}
