using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Removes the caller from an organization, and revokes the API keys that they created and their open invitations. The only owner
/// cannot leave while there are other members. An organization whose last active member leaves is closed: its storefront and API
/// keys stop working.
/// </summary>
public sealed class LeaveOrganization(Gate gate, MemberStore store) : Operation<LeaveOrganization.Request, Done>(gate)
{
    /// <param name="OrganizationId">An organization that the caller is a member of, active or suspended.</param>
    public sealed record Request(Id<Organization> OrganizationId) : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "member.leave";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId!.Value;
        var memberships = await Membership.AllOfAsync(context, accountId, ct);
        if (memberships.All(membership => membership.OrganizationId != request.OrganizationId.Value))
            return Problem.Missing("The organization");
        await context.EnterAsync(request.OrganizationId.Value, ct);
        var members = context.Db.Members.Where(row => row.Status != MemberStatus.Removed);
        var id = await members.Where(row => row.AccountId == accountId).Select(row => row.Id).SingleOrDefaultAsync(ct);
        var (member, lastOwner) = await store.LockAsync(context, id, ct);
        if (member is null)
            return Problem.Missing("The organization");
        var lastMember = member.Status == MemberStatus.Active
            && !await members.AnyAsync(row => row.Id != id && row.Status == MemberStatus.Active, ct);
        if (lastOwner && !lastMember)
            return OrganizationProblems.LastOwner;

        var view = await store.ViewAsync(context, member, ct);
        member.Leave();
        if (lastMember)
            (await context.Db.Organizations.SingleAsync(ct)).Close(context.Now);
        context.Recognize(member.Id.ToString(), view.Name, accountId);
        context.Note(member.Id.ToString(), view.Name, before: view);
        context.Raise(new MemberRemoved(member.Id));
        return new Done();
    }
}
