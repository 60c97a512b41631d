using App.Accounts;
using App.SignIn;

namespace App.Organizations;

/// <summary>Represents an organization: the company that owns its data and pays for the service.</summary>
public sealed class Organization : IOwned, IIdentified
{
    public static string IdPrefix => "org";

    Organization() { }

    public static Organization Found(
        Guid id, string slug, string name, string currency, string timeZone, DateTimeOffset now) => new()
    {
        OrganizationId = id,
        Slug = slug,
        Name = name,
        Currency = currency,
        TimeZone = timeZone,
        CreatedAt = now,
    };

    /// <summary>Gets the organization's own id. So the policy that protects its data also protects this row.</summary>
    public Guid OrganizationId { get; private set; }
    public Id<Organization> Id => new(OrganizationId);

    /// <summary>Gets the first path segment of the organization's pages. It is lower case and unique, and can change.</summary>
    public string Slug { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>Gets the ISO 4217 code of the organization's only currency.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Gets the IANA name of the time zone of the organization's business days.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>Gets the postal address of the company; null if none was given.</summary>
    public PostalAddress? Address { get; private set; }

    /// <summary>Gets whether members need a second factor.</summary>
    public bool RequiresSecondFactor { get; private set; }

    /// <summary>Gets whether owners get an email when too many wrong passwords lock a member's account.</summary>
    public bool AlertsOwnersOfLockouts { get; private set; } = true;

    /// <summary>Gets the number of wrong passwords that lock a member's account or a customer's sign-in.</summary>
    public int LockoutThreshold { get; private set; } = Lockout.DefaultThreshold;

    /// <summary>Gets when the setup list was hidden; null while the home page shows it.</summary>
    public DateTimeOffset? SetupHiddenAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>Closes the organization after its last member has left.</summary>
    public void Close(DateTimeOffset now) => SuspendedAt = now;

    public void RequireSecondFactor(bool required) => RequiresSecondFactor = required;

    public void LockAfter(int wrongPasswords) => LockoutThreshold = wrongPasswords;

    public void SetLockoutAlerts(bool enabled) => AlertsOwnersOfLockouts = enabled;

    public void ShowSetup(bool shown, DateTimeOffset now) => SetupHiddenAt = shown ? null : SetupHiddenAt ?? now;

    /// <summary>Changes the slug to one that the organization has claimed.</summary>
    public void MoveTo(string slug) => Slug = slug;

    public void Describe(string name, string timeZone, PostalAddress? address)
    {
        Name = name;
        TimeZone = timeZone;
        Address = address?.Cleaned();
    }
}
