using App.Platform;

namespace App.Accounts;

public enum PasskeyPurpose { Create, SignIn, StepUp }

/// <summary>
/// A challenge put to a browser's passkeys: good once, for five minutes, for one purpose, in the browser that asked. We keep what Identity
/// needs to check the answer, and the SHA-256 of the browser's cookie.
/// </summary>
public sealed class PasskeyCeremony
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    PasskeyCeremony() { }

    internal static PasskeyCeremony Begin(PasskeyPurpose purpose, Guid? accountId, string token, string state, DateTimeOffset now) => new()
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

    /// <summary>Whose passkeys; null at sign-in, where the answer tells.</summary>
    public Guid? AccountId { get; private set; }
    public byte[] TokenHash { get; private set; } = [];
    public string State { get; private set; } = "";
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
}

/// <summary>A ceremony that has begun.</summary>
/// <param name="Token">For the browser's cookie.</param>
/// <param name="Options">What the browser's passkeys are asked, as JSON.</param>
public sealed record BegunCeremony(string? Token, string Options) : IShownOnce
{
    public object WithoutSecret() => this with { Token = null };
}
