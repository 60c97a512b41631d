using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>A member's account was locked: the organization's owners are told, if they want to be. The member has a mail of their own.</summary>
public sealed class MailOwnersOfLock(Gate gate, AccountBook accounts, Postbox postbox, Site site) : Operation<MailOwnersOfLock.Request, Done>(gate)
{
    /// <param name="AccountId">Whose account.</param>
    /// <param name="Until">When the lock ends.</param>
    public sealed record Request(Guid AccountId, DateTimeOffset Until) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "member.tell_of_lock";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (organizations, members, accountId) = (pass.Db.Organizations, pass.Db.Members, request.AccountId);
        var wanted = await organizations.Select(organization => organization.TellsOwnersOfLocks).SingleAsync(ct);
        if (await members.SingleOrDefaultAsync(row => row.AccountId == accountId && row.Status == MemberStatus.Active, ct) is not { } member || !wanted)
        {
            pass.WasDone();
            return new Done();
        }
        var owners = await members.Where(row => row.Role == Role.Owner && row.Status == MemberStatus.Active).Select(row => row.AccountId).ToListAsync(ct);
        var views = await accounts.ViewsAsync(pass, [.. owners, accountId], ct);
        var locked = views[accountId];
        var told = owners.Where(owner => owner != accountId).Select(owner => views[owner].Email).ToList();
        foreach (var email in told)
            await postbox.PutAsync(pass, email, new MemberLockedLetter(pass.Organization.Name, locked.Name, locked.Email, request.Until, site.Link($"/{pass.Organization.Slug}/members")));
        pass.Note(member.Id.ToString(), locked.Name, after: new { LockedUntil = request.Until, Told = told.Count });
        return new Done();
    }
}
