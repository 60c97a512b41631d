namespace App.Accounts;

/// <summary>A refresh token of a staff session.</summary>
public sealed class StaffRefreshToken : RefreshToken
{
    /// <summary>Replaces a refresh token with a new one.</summary>
    internal static readonly RefreshTokenRotation Chain = new("platform.refresh_tokens", "platform.sessions", owned: false);

    StaffRefreshToken() { }

    /// <summary>Creates the first refresh token of a session.</summary>
    internal StaffRefreshToken(Id<Session> session, byte[] hash, DateTimeOffset now)
    {
        SessionId = session;
        Hash = hash;
        IssuedAt = now;
    }

    public Id<Session> SessionId { get; private set; }
}
