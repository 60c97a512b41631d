using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>The tenant: the company that owns the data and pays us.</summary>
public sealed class Organization : IOwned, IIdentified
{
    public static string IdPrefix => "org";

    Organization() { }

    public static Organization Found(Guid id, string slug, string name, string currency, string timeZone, DateTimeOffset now) => new()
    {
        OrganizationId = id,
        Slug = slug,
        Name = name,
        Currency = currency,
        TimeZone = timeZone,
        CreatedAt = now,
    };

    /// <summary>Its own id: an organization is a row of itself, under the same policy as all it owns.</summary>
    public Guid OrganizationId { get; private set; }
    public Id<Organization> Id => new(OrganizationId);

    /// <summary>First segment of its pages' addresses; lower case, unique.</summary>
    public string Slug { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>ISO 4217; one currency for an organization.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>IANA time zone of its business days.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>Whether members need a second factor to come in.</summary>
    public bool RequiresSecondFactor { get; private set; }

    /// <summary>Whether its owners are mailed when wrong passwords have locked a member's account.</summary>
    public bool TellsOwnersOfLocks { get; private set; } = true;

    /// <summary>How many wrong passwords lock a member's account, and a customer's sign-in.</summary>
    public int LockLimit { get; private set; } = Lockout.Failures;
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>Nobody is in it any more.</summary>
    public void Close(DateTimeOffset now) => SuspendedAt = now;

    public void RequireSecondFactor(bool required) => RequiresSecondFactor = required;

    public void LockAfter(int wrongPasswords) => LockLimit = wrongPasswords;

    public void TellOwnersOfLocks(bool tell) => TellsOwnersOfLocks = tell;

    public void Describe(string name, string timeZone) => (Name, TimeZone) = (name, timeZone);
}
