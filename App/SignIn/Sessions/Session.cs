namespace App.SignIn;

/// <summary>
/// A signed-in browser or program. It holds an access token, which is valid for 15 minutes, and a refresh token, which is
/// replaced at each use. Each realm has a table of its own.
/// </summary>
public abstract class Session : IIdentified
{
    public static string IdPrefix => "ses";

    public Id<Session> Id { get; private set; }

    /// <summary>Gets the login.</summary>
    public abstract Guid OwnerId { get; }
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }
    public DateTimeOffset IdleUntil { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <param name="idleTimeout">The time without use after which the session ends.</param>
    /// <param name="lifetime">The time after which it ends at the latest.</param>
    internal void Open(TimeSpan idleTimeout, TimeSpan lifetime, Caller caller, DateTimeOffset now)
    {
        Id = Id<Session>.New(now);
        Address = caller.Address?.ToString();
        UserAgent = caller.UserAgent;
        CreatedAt = now;
        LastSeenAt = now;
        IdleUntil = now + idleTimeout;
        ExpiresAt = now + lifetime;
    }

    internal void End(DateTimeOffset now) => EndedAt ??= now;
}
