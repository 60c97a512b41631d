namespace App.Accounts;

/// <summary>
/// A browser or program from which an account has signed in. It grants no access: a sign-in from an unknown device only sends
/// an email. The email's link reports the sign-in; the SHA-256 hash of its token is stored.
/// </summary>
public sealed class KnownDevice : IIdentified
{
    public static string IdPrefix => "kdv";

    /// <summary>The time for which the emailed link works.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(7);

    /// <summary>The time after the last sign-in when the device is deleted. Browsers keep no cookie for longer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    KnownDevice() { }

    internal static KnownDevice Of(
        Guid accountId, byte[] fingerprint, byte[]? linkHash, string? address, string? userAgent, DateTimeOffset now) => new()
    {
        Id = Id<KnownDevice>.New(now),
        AccountId = accountId,
        Mark = fingerprint,
        LinkHash = linkHash,
        Address = address,
        UserAgent = userAgent,
        FirstSeenAt = now,
        LastSeenAt = now,
    };

    public Id<KnownDevice> Id { get; private set; }
    public Guid AccountId { get; private set; }

    /// <summary>The hash of the <see cref="DeviceFingerprint"/>.</summary>
    public byte[] Mark { get; private set; } = [];

    /// <summary>
    /// The SHA-256 hash of the emailed link's token; null for the device that signed up, because no email is sent for it.
    /// </summary>
    public byte[]? LinkHash { get; private set; }
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset FirstSeenAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }

    internal void See(DateTimeOffset now) => LastSeenAt = now;
}

/// <summary>A sign-in from an unknown device, as the page of the emailed link shows it.</summary>
public sealed record UnrecognizedSignInView(string Device, string? Address, DateTimeOffset At);
