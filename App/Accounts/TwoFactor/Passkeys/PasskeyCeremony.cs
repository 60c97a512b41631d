namespace App.Accounts;

public enum PasskeyPurpose { Create, SignIn, StepUp }

/// <summary>
/// A challenge for a browser's passkeys. It works once, within five minutes, for one purpose, in the browser that requested it.
/// The state that Identity needs to check the response and the SHA-256 hash of the browser's cookie are stored.
/// </summary>
public sealed class PasskeyCeremony
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    PasskeyCeremony() { }

    internal static PasskeyCeremony Begin(
        PasskeyPurpose purpose, Guid? accountId, string token, string state, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Purpose = purpose,
        AccountId = accountId,
        TokenHash = Token.HashOf(token),
        State = state,
        ExpiresAt = now + Lifetime,
    };

    public Guid Id { get; private set; }
    public PasskeyPurpose Purpose { get; private set; }

    /// <summary>The account whose passkeys are accepted; null for a sign-in, where the response identifies the account.</summary>
    public Guid? AccountId { get; private set; }
    public byte[] TokenHash { get; private set; } = [];
    public string State { get; private set; } = "";
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
}

/// <summary>A new challenge.</summary>
/// <param name="Token">The token for the browser's cookie.</param>
/// <param name="Options">The WebAuthn options for the browser, as JSON.</param>
public sealed record BegunCeremony(string? Token, string Options) : IShownOnce
{
    public object WithoutSecret() => this with { Token = null };
}
