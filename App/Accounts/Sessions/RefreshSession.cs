using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// A refresh token is turned into its successor. Repeated within five seconds it answers the same one; later it is a stolen token, or a
/// stolen one has come first. Leaves no audit entry, because it says no more than that somebody is still there.
/// </summary>
public sealed class RefreshSession(Gate gate) : Operation<RefreshSession.Request, RefreshSession.Answer>(gate)
{
    /// <param name="Token">As it was issued.</param>
    /// <param name="Organization">Slug or id of the organization to act in from now on; null: as before.</param>
    public sealed record Request(string Token, string? Organization = null) : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <param name="Session">With its new refresh token; null for a token that was spent long ago.</param>
    public sealed record Answer(OpenedSession? Session);

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "session.refresh";
    protected internal override bool Audited => false;

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var chain = await StaffRefreshToken.Chain.RotateAsync(pass, request.Token, ct);
        if (chain.State == RefreshState.Refused)
            return TokenProblems.RefreshRefused;
        if (chain.State == RefreshState.Reused)
            return new Answer(null);
        var (sessions, id) = (pass.Db.Sessions, new Id<Session>(chain.SessionId));
        var session = await sessions.SingleAsync(row => row.Id == id, ct);
        if (request.Organization is { } named)
        {
            if (await SessionBook.FindOrganizationAsync(pass, session.AccountId, named, ct) is not { } wanted)
                return Problem.Missing("The organization"); // rolls back: the token is not spent
            session.Choose(wanted);
        }
        return new Answer(OpenedSession.Of(session, chain.Token!));
    }
}
