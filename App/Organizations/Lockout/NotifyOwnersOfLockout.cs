using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Emails the owners of an organization that a member's account was locked, unless they turned these emails off. The member gets
/// a separate email.
/// </summary>
public sealed class NotifyOwnersOfLockout(Gate gate, AccountStore accounts, EmailOutbox outbox, PublicUrl publicUrl)
    : EventOperation<AccountLocked>(gate)
{
    protected internal override string Action => "member.notify_of_lockout";

    protected override async Task<Result<Done>> PerformAsync(AccountLocked raised, OperationContext context, CancellationToken ct)
    {
        var accountId = raised.AccountId;
        var active = context.Db.Members.Where(row => row.Status == MemberStatus.Active);
        var wanted = await context.Db.Organizations.Select(row => row.AlertsOwnersOfLockouts).SingleAsync(ct);
        if (await active.SingleOrDefaultAsync(row => row.AccountId == accountId, ct) is not { } member || !wanted)
        {
            context.AlreadyDone();
            return new Done();
        }
        var owners = await active.Where(row => row.Role == Role.Owner).Select(row => row.AccountId).ToListAsync(ct);
        var views = await accounts.ViewsAsync(context, [.. owners, accountId], ct);
        var locked = views[accountId];
        var recipients = owners.Where(owner => owner != accountId).Select(owner => views[owner].Email).ToList();
        var email = new MemberLockedEmail
        {
            Organization = context.Organization.Name,
            Member = locked.Name,
            Email = locked.Email,
            Until = raised.Until,
            Members = publicUrl.Link($"/{context.Organization.Slug}/members"),
        };
        foreach (var recipient in recipients)
            await outbox.PutAsync(context, recipient, email);
        var after = new { LockedUntil = raised.Until, OwnersNotified = recipients.Count };
        context.Note(member.Id.ToString(), locked.Name, after: after);
        return new Done();
    }
}
