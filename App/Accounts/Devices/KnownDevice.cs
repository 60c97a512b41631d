using App.Platform;

namespace App.Accounts;

/// <summary>
/// A browser or program from which an account has signed in. It lets nobody in: a sign-in from one that is not known is told by mail. That
/// mail's link, of which we keep the SHA-256, says "this was not me".
/// </summary>
public sealed class KnownDevice : IIdentified
{
    public static string IdPrefix => "kdv";

    /// <summary>How long the mailed link leads somewhere.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(7);

    /// <summary>Forgotten after this long without a sign-in; browsers keep no cookie for longer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    KnownDevice() { }

    internal static KnownDevice Of(Guid accountId, byte[] mark, byte[]? linkHash, string? address, string? userAgent, DateTimeOffset now) => new()
    {
        Id = Id<KnownDevice>.New(now),
        AccountId = accountId,
        Mark = mark,
        LinkHash = linkHash,
        Address = address,
        UserAgent = userAgent,
        FirstSeenAt = now,
        LastSeenAt = now,
    };

    public Id<KnownDevice> Id { get; private set; }
    public Guid AccountId { get; private set; }

    /// <summary>Of <see cref="DeviceMark"/>.</summary>
    public byte[] Mark { get; private set; } = [];

    /// <summary>Null for the one that signed up, of which no mail tells.</summary>
    public byte[]? LinkHash { get; private set; }
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset FirstSeenAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }

    internal void See(DateTimeOffset now) => LastSeenAt = now;
}

/// <summary>A sign-in from a device that was not known, as the page of the mailed link shows it.</summary>
public sealed record NewDeviceView(string Device, string? Address, DateTimeOffset At);
