using App.Platform;

namespace App.Accounts;

/// <summary>A refresh token of a staff session.</summary>
public sealed class StaffRefreshToken : RefreshToken
{
    /// <summary>How they are turned into their successors.</summary>
    internal static readonly RefreshChain Chain = new("platform.refresh_tokens", "platform.sessions", owned: false);

    StaffRefreshToken() { }

    /// <summary>The first of a session's chain.</summary>
    internal StaffRefreshToken(Id<Session> session, byte[] hash, DateTimeOffset now) => (SessionId, Hash, IssuedAt) = (session, hash, now);

    public Id<Session> SessionId { get; private set; }
}
