namespace App.SignIn;

/// <summary>
/// Issues the two tokens of a session. Signing takes milliseconds of a core, so it runs after the transaction.
/// </summary>
public sealed class SessionTokens<TRealm>(TRealm realm, AccessTokens tokens) where TRealm : SignInRealm
{
    public async Task<IssuedTokens> IssueAsync(OpenedSession opened, CancellationToken ct) => new(
        await tokens.IssueAsync(
            realm.Tokens, realm.AudienceOf(opened), realm.PublicIdOf(opened.Login), opened.SessionId.Value,
            opened.OrganizationId, ct),
        opened.RefreshToken ?? throw new InvalidOperationException("A replayed session has no refresh token."),
        opened.ExpiresAt);
}
