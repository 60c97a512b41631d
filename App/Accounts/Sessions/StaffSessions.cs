using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Opens the sessions of accounts, and keeps what only they have: the organization and the second factor.</summary>
public sealed class StaffSessions(AccountStore accounts, SessionStore<StaffRealm> sessions)
{
    /// <param name="proof">Proof that the caller owns the account.</param>
    /// <param name="organizationId">The organization to start in; null for the one that the account used last.</param>
    public async Task<OpenedSession> OpenAsync(
        OperationContext context, SignInProof<StaffRealm> proof, Guid? organizationId, CancellationToken ct)
    {
        var chosen = organizationId ?? await LastUsedAsync(context, proof.Login, ct);
        var account = await accounts.FindAsync(context, proof.Login, ct)
            ?? throw new InvalidOperationException("The account of the sign-in proof does not exist.");
        return await sessions.OpenAsync(context, account, proof.SignsUp, opened =>
        {
            var session = (StaffSession)opened;
            if (chosen is { } organization)
                session.Choose(organization);
            if (proof.HasFactor)
                session.Prove(context.Now);
            return session.OrganizationId;
        }, ct);
    }

    /// <summary>Finds an organization of the account by slug or id; null if the account is not a member of it.</summary>
    public static async Task<Guid?> FindOrganizationAsync(
        OperationContext context, Guid accountId, string named, CancellationToken ct)
    {
        var memberships = await Membership.OfAsync(context, accountId, ct);
        return memberships.SingleOrDefault(membership => membership.Slug == named || membership.PublicId == named)
            ?.OrganizationId;
    }

    /// <summary>
    /// Records that the calling session has just confirmed a second factor. For a while, sensitive actions do not ask for it
    /// again.
    /// </summary>
    public async Task ProveAsync(OperationContext context, CancellationToken ct)
    {
        var id = new Id<Session>(context.Actor.SessionId ?? Guid.Empty);
        var session = await context.Db.StaffSessions.SingleAsync(row => row.Id == id, ct);
        session.Prove(context.Now);
    }

    /// <summary>Selects the organization in which the session's API calls act from now on.</summary>
    public async Task ChooseAsync(OperationContext context, Guid? sessionId, Guid organizationId, CancellationToken ct)
    {
        var id = new Id<Session>(sessionId ?? Guid.Empty);
        if (await context.Db.StaffSessions.SingleOrDefaultAsync(row => row.Id == id, ct) is { } session)
            session.Choose(organizationId);
    }

    static async Task<Guid?> LastUsedAsync(OperationContext context, Guid accountId, CancellationToken ct)
    {
        var memberships = await Membership.OfAsync(context, accountId, ct);
        var last = await context.Db.StaffSessions.Where(row => row.AccountId == accountId && row.OrganizationId != null)
            .OrderByDescending(row => row.LastSeenAt).Select(row => row.OrganizationId).FirstOrDefaultAsync(ct);
        if (memberships.Any(membership => membership.OrganizationId == last))
            return last;
        return memberships is [var first, ..] ? first.OrganizationId : null;
    }
}
