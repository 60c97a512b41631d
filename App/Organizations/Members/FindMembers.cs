namespace App.Organizations;

/// <summary>Finds active members by parts of their names or email addresses.</summary>
public sealed class FindMembers(Gate gate, MemberStore members) : Query<FindMembers.Request, IReadOnlyList<MemberView>>(gate)
{
    /// <param name="Q">The search as it was typed.</param>
    /// <param name="Most">The maximum number of members.</param>
    public sealed record Request([property: AnyText] string Q, int Most) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Q, Search.Longest, "The search")
            .That(
                Most is >= 1 and <= PageRequest.Largest, nameof(Most), $"Ask for 1 to {PageRequest.Largest} members.",
                "out_of_range");
    }

    protected internal override Access Access => Access.Member(OrganizationPermissions.SeeMembers);
    protected internal override string Action => "member.find";

    protected override async Task<Result<IReadOnlyList<MemberView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        (MemberView[])[.. await members.SearchAsync(context, context.Db.Members, request.Q, request.Most, ct)];
}
