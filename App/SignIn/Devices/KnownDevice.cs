namespace App.SignIn;

/// <summary>
/// A browser or program from which a login has signed in. It grants no access: a sign-in from an unknown device only sends an
/// email. The email's link reports the sign-in; the SHA-256 hash of its token is stored. Each realm has a table of its own.
/// </summary>
public abstract class KnownDevice : IIdentified
{
    public static string IdPrefix => "kdv";

    /// <summary>The time for which the emailed link works.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(7);

    /// <summary>The time after the last sign-in when the device is deleted. Browsers keep no cookie for longer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public Id<KnownDevice> Id { get; private set; }

    /// <summary>Gets the login.</summary>
    public abstract Guid OwnerId { get; }

    /// <summary>Gets the hash of the <see cref="DeviceFingerprint"/>.</summary>
    public byte[] Mark { get; private set; } = [];

    /// <summary>
    /// Gets the SHA-256 hash of the emailed link's token; null for the device of the first sign-in, because no email is sent for
    /// it.
    /// </summary>
    public byte[]? LinkHash { get; private set; }

    /// <summary>
    /// Gets the email address that the link was sent to. Recovery goes there, even if the login has another address by then.
    /// </summary>
    public string? EmailedTo { get; private set; }

    /// <summary>Gets the wrong passwords that were entered on this device, and its lockout.</summary>
    public Lockout Lockout { get; private set; } = new();
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset FirstSeenAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <param name="linkHash">The hash of the emailed link's token; null if no email is sent.</param>
    /// <param name="emailedTo">The address that the link is sent to.</param>
    internal void Fill(byte[] fingerprint, byte[]? linkHash, string? emailedTo, Caller caller, DateTimeOffset now)
    {
        Id = Id<KnownDevice>.New(now);
        Mark = fingerprint;
        LinkHash = linkHash;
        EmailedTo = linkHash is null ? null : emailedTo;
        Address = caller.Address?.ToString();
        UserAgent = caller.UserAgent;
        FirstSeenAt = now;
        LastSeenAt = now;
    }

    internal void See(DateTimeOffset now) => LastSeenAt = now;
}

/// <summary>A sign-in from an unknown device, as the page of the emailed link shows it.</summary>
public sealed record UnrecognizedSignInView(string Device, string? Address, DateTimeOffset At);
