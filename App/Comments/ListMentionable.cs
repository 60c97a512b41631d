using App.Organizations;

namespace App.Comments;

/// <summary>Returns the members that a comment on a record can mention: those who may view the record.</summary>
public sealed class ListMentionable(Gate gate, RecordPages records, MemberLookup members)
    : Query<ListMentionable.Request, ListMentionable.Found>(gate)
{
    /// <summary>The most members that are returned.</summary>
    public const int Most = 8;

    /// <param name="RecordId">The record.</param>
    /// <param name="Q">Part of a name or email address; empty for all.</param>
    public sealed record Request(string RecordId, [property: AnyText] string Q) : IRequest
    {
        public void Check(Checks checks) =>
            checks.Text(RecordId, 64, "The record").OptionalText(Q, Search.Longest, "The search");
    }

    /// <param name="Members">The members by name.</param>
    public sealed record Found(IReadOnlyList<CommentView.Mention> Members);

    protected internal override Access Access => Access.Member(CommentPermissions.Change);
    protected internal override string Action => "comment.list_mentionable";

    protected override async Task<Result<Found>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await records.FindAsync(context, request.RecordId, ct) is not { } record)
            return Problem.Missing("The record");
        var found = await members.SearchAsync(context, record.Page.Permission.Name, request.Q, Most, ct);
        return new Found([.. found.Select(member => new CommentView.Mention(member.Id, member.Name))]);
    }
}
