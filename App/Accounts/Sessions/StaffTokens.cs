namespace App.Accounts;

/// <summary>
/// Issues the two tokens of a staff session. Signing takes milliseconds of a core, so it runs after the transaction.
/// </summary>
public sealed class StaffTokens(AccessTokens tokens)
{
    public async Task<IssuedTokens> IssueAsync(OpenedSession opened, CancellationToken ct) => new(
        await tokens.IssueAsync(
            Realm.Staff, AccessToken.StaffAudience, opened.AccountId.ToString(), opened.SessionId.Value, opened.OrganizationId,
            ct),
        opened.RefreshToken ?? throw new InvalidOperationException("A replayed session has no refresh token."),
        opened.ExpiresAt);
}
