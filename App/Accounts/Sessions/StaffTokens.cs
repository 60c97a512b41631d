using App.Platform;

namespace App.Accounts;

/// <summary>The two tokens of a staff session. Signing takes milliseconds of a core, and is done when the transaction is over.</summary>
public sealed class StaffTokens(AccessTokens tokens)
{
    public async Task<IssuedTokens> IssueAsync(OpenedSession opened, CancellationToken ct) => new(
        await tokens.IssueAsync(Realm.Staff, AccessToken.StaffAudience, opened.AccountId.ToString(), opened.SessionId.Value, opened.OrganizationId, ct),
        opened.RefreshToken ?? throw new InvalidOperationException("A replayed session has no token."), opened.ExpiresAt);
}
