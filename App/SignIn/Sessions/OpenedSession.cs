namespace App.SignIn;

/// <summary>
/// A session that was just opened or refreshed, with the data for its tokens. Only the session's holder gets the refresh token.
/// </summary>
/// <param name="Login">The key of the login.</param>
/// <param name="OrganizationId">The organization that the session has selected, or whose storefront it is.</param>
/// <param name="RefreshToken">Null if the result is replayed for a repeated request.</param>
/// <param name="ExpiresAt">The time when the session ends at the latest.</param>
/// <param name="Browser">The token that identifies the browser at the next sign-in; null for a program.</param>
public sealed record OpenedSession(
    Id<Session> SessionId, Guid Login, Guid? OrganizationId, string? RefreshToken, DateTimeOffset ExpiresAt,
    string? Browser = null) : IShownOnce
{
    internal static OpenedSession Of(Session session, Guid? organizationId, string refreshToken, string? browser = null) =>
        new(session.Id, session.OwnerId, organizationId, refreshToken, session.ExpiresAt, browser);

    public object WithoutSecret() => this with { RefreshToken = null, Browser = null };
}
