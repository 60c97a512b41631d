using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace App.Accounts;

/// <summary>
/// A session that was just opened or refreshed, with the data for its tokens. Only the session's holder gets the refresh token.
/// </summary>
/// <param name="OrganizationId">The organization that the session has selected.</param>
/// <param name="RefreshToken">Null if the result is replayed for a repeated request.</param>
/// <param name="ExpiresAt">The time when the session ends at the latest.</param>
/// <param name="Browser">The token that identifies the browser at the next sign-in; null for a program.</param>
public sealed record OpenedSession(
    Id<Session> SessionId, Id<Account> AccountId, Guid? OrganizationId, string? RefreshToken, DateTimeOffset ExpiresAt,
    string? Browser = null) : IShownOnce
{
    internal static OpenedSession Of(Session session, string refreshToken, string? browser = null) =>
        new(session.Id, new(session.AccountId), session.OrganizationId, refreshToken, session.ExpiresAt, browser);

    public object WithoutSecret() => this with { RefreshToken = null, Browser = null };
}

/// <summary>Opens sessions for people who have proved that they own an account, and ends sessions.</summary>
public sealed class SessionStore(Caller caller, AccountStore accounts, KnownDevices devices, IMemoryCache cache)
{
    /// <param name="proof">Proof that the caller owns the account.</param>
    /// <param name="organizationId">The organization to start in; null for the one that the account used last.</param>
    public async Task<OpenedSession> OpenAsync(
        OperationContext context, SignInProof proof, Guid? organizationId, CancellationToken ct)
    {
        var accountId = proof.AccountId;
        var chosen = organizationId ?? await LastUsedAsync(context, accountId, ct);
        var token = Token.New();
        var session = Session.Open(accountId, caller.Address?.ToString(), caller.UserAgent, context.Now);
        if (chosen is { } organization)
            session.Choose(organization);
        if (proof.HasFactor)
            session.Prove(context.Now);
        context.Db.Sessions.Add(session);
        context.Db.StaffRefreshTokens.Add(new StaffRefreshToken(session.Id, Token.HashOf(token), context.Now));
        var account = await accounts.FindAsync(context, accountId, ct)
            ?? throw new InvalidOperationException("The account of the sign-in proof does not exist.");
        var browser = await devices.NoteAsync(context, account, proof.SignsUp, ct);
        return OpenedSession.Of(session, token, browser);
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
        var session = await context.Db.Sessions.SingleAsync(row => row.Id == id, ct);
        session.Prove(context.Now);
    }

    /// <summary>Selects the organization in which the session's API calls act from now on.</summary>
    public async Task ChooseAsync(OperationContext context, Guid? sessionId, Guid organizationId, CancellationToken ct)
    {
        var id = new Id<Session>(sessionId ?? Guid.Empty);
        if (await context.Db.Sessions.SingleOrDefaultAsync(row => row.Id == id, ct) is { } session)
            session.Choose(organizationId);
    }

    /// <summary>Ends a session. This process stops accepting it immediately, other processes within a second.</summary>
    public void End(OperationContext context, Session session)
    {
        session.End(context.Now);
        context.AfterCommit(() => cache.Remove(Authentication.Of(new Credential.Session(session.Id.Value, null))));
    }

    /// <summary>Ends all sessions of an account except one, and returns those that ended.</summary>
    public async Task<IReadOnlyList<SessionView>> EndAllAsync(
        OperationContext context, Guid accountId, Guid? stays, CancellationToken ct)
    {
        var kept = new Id<Session>(stays ?? Guid.Empty);
        var ended = await context.Db.Sessions
            .Where(row => row.AccountId == accountId && row.EndedAt == null && row.Id != kept).ToListAsync(ct);
        ended.ForEach(session => End(context, session));
        return ended.ConvertAll(session => SessionView.Of(session, stays));
    }

    /// <summary>Erases the IP addresses and user agents of an account's sessions.</summary>
    public async Task BlankAsync(OperationContext context, Guid accountId, CancellationToken ct)
    {
        await context.Db.Sessions.Where(row => row.AccountId == accountId).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Address, (string?)null)
            .SetProperty(row => row.UserAgent, (string?)null), ct);
    }

    static async Task<Guid?> LastUsedAsync(OperationContext context, Guid accountId, CancellationToken ct)
    {
        var memberships = await Membership.OfAsync(context, accountId, ct);
        var last = await context.Db.Sessions.Where(row => row.AccountId == accountId && row.OrganizationId != null)
            .OrderByDescending(row => row.LastSeenAt).Select(row => row.OrganizationId).FirstOrDefaultAsync(ct);
        if (memberships.Any(membership => membership.OrganizationId == last))
            return last;
        return memberships is [var first, ..] ? first.OrganizationId : null;
    }
}
