using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Exchanges a refresh token for a new one. A repetition within five seconds returns the same new token. After that, the token
/// counts as stolen: two parties hold it. It leaves no audit entry, because a refresh only shows that the session is still in
/// use.
/// </summary>
public sealed class RefreshSession(Gate gate) : Operation<RefreshSession.Request, RefreshSession.Answer>(gate)
{
    /// <param name="Token">The refresh token.</param>
    /// <param name="Organization">Slug or id of the organization to act in from now on. Null keeps the current one.</param>
    public sealed record Request(string Token, string? Organization = null) : IRequest;

    /// <param name="Session">The session with its new refresh token; null if the token was used long ago.</param>
    public sealed record Answer(OpenedSession? Session);

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "session.refresh";
    protected internal override bool Audited => false;

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var rotated = await StaffRefreshToken.Chain.RotateAsync(context, request.Token, ct);
        if (rotated.State == RefreshState.Refused)
            return TokenProblems.RefreshRefused;
        if (rotated.State == RefreshState.Reused)
            return new Answer(null);
        var id = new Id<Session>(rotated.SessionId);
        var session = await context.Db.Sessions.SingleAsync(row => row.Id == id, ct);
        if (request.Organization is { } named)
        {
            if (await SessionStore.FindOrganizationAsync(context, session.AccountId, named, ct) is not { } wanted)
                return Problem.Missing("The organization"); // rolls back, so the token stays unused
            session.Choose(wanted);
        }
        return new Answer(OpenedSession.Of(session, rotated.Token!));
    }
}
