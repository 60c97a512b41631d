using App.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace App.Accounts;

/// <summary>A session just opened or refreshed: what its tokens are made of. The refresh token goes to its holder and nowhere else.</summary>
/// <param name="OrganizationId">The one it has chosen.</param>
/// <param name="RefreshToken">Null when it is told again.</param>
/// <param name="ExpiresAt">At the latest.</param>
/// <param name="Browser">The token by which the browser is known again; null for a program.</param>
public sealed record OpenedSession(Id<Session> SessionId, Id<Account> AccountId, Guid? OrganizationId, string? RefreshToken, DateTimeOffset ExpiresAt, string? Browser = null) : IShownOnce
{
    internal static OpenedSession Of(Session session, string refreshToken, string? browser = null) => new(session.Id, new(session.AccountId), session.OrganizationId, refreshToken, session.ExpiresAt, browser);

    public object WithoutSecret() => this with { RefreshToken = null, Browser = null };
}

/// <summary>Opens sessions for those who have proved who they are, and ends them.</summary>
public sealed class SessionBook(Caller caller, AccountBook accounts, KnownDeviceBook devices, IMemoryCache cache)
{
    /// <param name="pass">The operation's.</param>
    /// <param name="proof">That it is the account's owner.</param>
    /// <param name="organizationId">The organization to begin in; null: the one the account used last.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<OpenedSession> OpenAsync(Pass pass, SignInProof proof, Guid? organizationId, CancellationToken ct)
    {
        var (sessions, accountId) = (pass.Db.Sessions, proof.AccountId);
        var chosen = organizationId ?? await LastUsedAsync(pass, accountId, ct);
        var token = Token.New();
        var session = Session.Open(accountId, caller.Address?.ToString(), caller.UserAgent, pass.Now);
        if (chosen is { } organization)
            session.Choose(organization);
        if (proof.HasFactor)
            session.Prove(pass.Now);
        sessions.Add(session);
        pass.Db.StaffRefreshTokens.Add(new StaffRefreshToken(session.Id, Token.HashOf(token), pass.Now));
        var account = await accounts.FindAsync(pass, accountId, ct) ?? throw new InvalidOperationException("A proof without an account.");
        return OpenedSession.Of(session, token, await devices.NoteAsync(pass, account, proof.SignsUp, ct));
    }

    /// <summary>The organization that a program names by its slug or id; null when the account is no member of it.</summary>
    public static async Task<Guid?> FindOrganizationAsync(Pass pass, Guid accountId, string named, CancellationToken ct) =>
        (await Membership.OfAsync(pass, accountId, ct)).SingleOrDefault(membership => membership.Slug == named || membership.PublicId == named)?.OrganizationId;

    /// <summary>The calling session has just proved a second factor: for a while it may do sensitive things.</summary>
    public async Task ProveAsync(Pass pass, CancellationToken ct)
    {
        var (sessions, id) = (pass.Db.Sessions, new Id<Session>(pass.Actor.SessionId ?? Guid.Empty));
        (await sessions.SingleAsync(row => row.Id == id, ct)).Prove(pass.Now);
    }

    /// <summary>The organization that API calls without a page act in from now on.</summary>
    public async Task ChooseAsync(Pass pass, Guid? sessionId, Guid organizationId, CancellationToken ct)
    {
        var (sessions, id) = (pass.Db.Sessions, new Id<Session>(sessionId ?? Guid.Empty));
        if (await sessions.SingleOrDefaultAsync(row => row.Id == id, ct) is { } session)
            session.Choose(organizationId);
    }

    /// <summary>Ends it; the look-ups of this process forget it at once, those of others within a second.</summary>
    public void End(Pass pass, Session session)
    {
        session.End(pass.Now);
        pass.OnceCommitted(() => cache.Remove(Authentication.Of(new Credential.Session(session.Id.Value, null))));
    }

    /// <summary>Ends all of an account's but one, and tells which there were.</summary>
    public async Task<IReadOnlyList<SessionView>> EndAllAsync(Pass pass, Guid accountId, Guid? stays, CancellationToken ct)
    {
        var (sessions, here) = (pass.Db.Sessions, new Id<Session>(stays ?? Guid.Empty));
        var ended = await sessions.Where(row => row.AccountId == accountId && row.EndedAt == null && row.Id != here).ToListAsync(ct);
        ended.ForEach(session => End(pass, session));
        return ended.ConvertAll(session => SessionView.Of(session, stays));
    }

    /// <summary>Where an account's sessions were, nobody needs to know any more.</summary>
    public async Task BlankAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        var sessions = pass.Db.Sessions;
        await sessions.Where(row => row.AccountId == accountId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Address, (string?)null).SetProperty(row => row.UserAgent, (string?)null), ct);
    }

    static async Task<Guid?> LastUsedAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        var sessions = pass.Db.Sessions;
        var memberships = await Membership.OfAsync(pass, accountId, ct);
        var last = await sessions.Where(row => row.AccountId == accountId && row.OrganizationId != null)
            .OrderByDescending(row => row.LastSeenAt).Select(row => row.OrganizationId).FirstOrDefaultAsync(ct);
        return memberships.Any(membership => membership.OrganizationId == last) ? last : memberships is [var first, ..] ? first.OrganizationId : null;
    }
}
