namespace App.Comments;

/// <summary>Comments on a record. Members that the text mentions are notified if they may view the record.</summary>
public sealed class CreateComment(Gate gate, RecordPages records, CommentChecks checks, CommentViews views)
    : Operation<CreateComment.Request, CommentView>(gate)
{
    /// <param name="RecordId">
    /// ID of the record: an order, customer, product, variant, warehouse or webhook endpoint.
    /// </param>
    /// <param name="Text">
    /// Plain text of up to 4,000 characters. To mention a member, write the ID in angle brackets: &lt;@mem_…&gt;.
    /// </param>
    public sealed record Request(string RecordId, [property: Multiline] string Text) : IRequest
    {
        public void Check(Checks checks)
        {
            checks.Text(RecordId, 64, "The record");
            CommentChecks.Text(checks, Text);
        }
    }

    protected internal override Access Access => Access.Member(CommentPermissions.Change);
    protected internal override string Action => "comment.create";

    protected override async Task<Result<CommentView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await records.FindAsync(context, request.RecordId, ct) is not { } record)
            return Problem.Missing("The record");
        var text = request.Text.Trim();
        if (await checks.MentionsAsync(context, text, before: null, ct) is { } unknown)
            return unknown;

        var comment = Comment.Write(record.Id, text, context.Actor, context.Now);
        context.Db.Comments.Add(comment);
        var view = await views.OfAsync(context, comment, ct);
        context.Note(view.Id.ToString(), $"Comment on {record.Label}", after: view);
        context.Raise(new CommentCreated(
            comment.Id, record.Id, comment.AuthorId, view.Author.Name, text, CommentText.MentionsIn(text)));
        return view;
    }
}
