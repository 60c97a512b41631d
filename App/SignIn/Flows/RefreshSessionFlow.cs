using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>
/// Exchanges a refresh token for a new one. A repetition within five seconds returns the same new token. After that, the token
/// counts as stolen: two parties hold it. It leaves no audit entry, because a refresh only shows that the session is still in
/// use.
/// </summary>
public abstract class RefreshSessionFlow<TRealm>(Gate gate, TRealm realm)
    : Operation<RefreshSessionFlow<TRealm>.Request, RefreshSessionFlow<TRealm>.Answer>(gate) where TRealm : SignInRealm
{
    /// <param name="Token">The refresh token.</param>
    /// <param name="Organization">Slug or ID of the organization to act in from now on. Null keeps the current one.</param>
    public sealed record Request([property: AnyText] string Token, string? Organization = null) : IRequest;

    /// <param name="Session">The session with its new refresh token; null if the token was used long ago.</param>
    public sealed record Answer(OpenedSession? Session);

    protected internal override bool Audited => false;

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var rotated = await realm.Rotation.RotateAsync(context, request.Token, ct);
        if (rotated.State == RefreshState.Refused)
            return TokenProblems.RefreshRefused;
        if (rotated.State == RefreshState.Reused)
            return new Answer(null);
        var id = new Id<Session>(rotated.SessionId);
        var session = await realm.Sessions(context.Db).SingleAsync(row => row.Id == id, ct);
        var organization = await SelectAsync(session, request.Organization, context, ct);
        return organization.Succeeded
            ? new Answer(OpenedSession.Of(session, organization.Value, rotated.Token!))
            : organization.Problem; // rolls back, so the token stays unused
    }

    /// <summary>Returns the organization of the session, after selecting another one if the caller named it.</summary>
    protected abstract Task<Result<Guid?>> SelectAsync(
        Session session, string? named, OperationContext context, CancellationToken ct);
}
