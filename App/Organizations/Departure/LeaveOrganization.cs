using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// A member goes. The only owner cannot while others are there. Whom nobody is left in is closed: its storefront and its keys answer nobody.
/// </summary>
public sealed class LeaveOrganization(Gate gate, MemberBook book) : Operation<LeaveOrganization.Request, Done>(gate)
{
    /// <param name="OrganizationId">One that the caller is an active member of.</param>
    public sealed record Request(Id<Organization> OrganizationId) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "member.leave";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var accountId = pass.Actor.AccountId!.Value;
        if ((await Membership.OfAsync(pass, accountId, ct)).All(place => place.OrganizationId != request.OrganizationId.Value))
            return Problem.Missing("The organization");
        await pass.EnterAsync(request.OrganizationId.Value, ct);
        var members = pass.Db.Members.Where(row => row.Status == MemberStatus.Active);
        var id = await members.Where(row => row.AccountId == accountId).Select(row => row.Id).SingleOrDefaultAsync(ct);
        var (member, lastOwner) = await book.LockAsync(pass, id, ct);
        if (member is null)
            return Problem.Missing("The organization");
        var alone = !await members.AnyAsync(row => row.Id != id, ct);
        if (lastOwner && !alone)
            return OrganizationProblems.LastOwner;

        var view = await book.ViewAsync(pass, member, ct);
        member.Leave();
        if (alone)
            (await pass.Db.Organizations.SingleAsync(ct)).Close(pass.Now);
        pass.Recognize(member.Id.ToString(), view.Name, accountId);
        pass.Note(member.Id.ToString(), view.Name, before: view);
        pass.Raise(new MemberRemoved(member.Id));
        return new Done();
    }
}
