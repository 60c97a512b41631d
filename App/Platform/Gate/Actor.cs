using System.Collections.Frozen;

namespace App.Platform;

public enum ActorKind { Member, ApiKey, Shopper, Device, System, Support }

/// <summary>Who acts, as the Gate found it out for this one call. Never null, never "nobody".</summary>
/// <param name="Kind">Shown in the audit log.</param>
/// <param name="Id">TypeID of the member, key or shopper; the name of the loop for the system.</param>
/// <param name="Name">For people: the member's name, the key's name.</param>
/// <param name="AccountId">The signed-in account, when a person acts.</param>
/// <param name="SessionId">The session it acts through, when a person acts.</param>
/// <param name="Role">Role in the organization entered; for a key, its maker's.</param>
/// <param name="Permissions">Names of what it may do in the organization entered.</param>
public sealed record Actor(
    ActorKind Kind, string Id, string Name, Guid? AccountId, Guid? SessionId, Role? Role, IReadOnlySet<string> Permissions)
{
    /// <summary>The customer that a shopper buys for; null for everybody else, and for a visitor who has not signed in.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>How long a proved second factor counts as fresh.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>When its session last proved a second factor, or a mailed code where the account has none.</summary>
    public DateTimeOffset? ProvedAt { get; init; }

    /// <summary>The organization entered asks its members for a second factor, and this one has none.</summary>
    public bool LacksFactor { get; init; }

    public bool HasProved(DateTimeOffset now) => ProvedAt > now - Fresh;

    /// <summary>Whether this account runs the installation; looked up at the backstage door alone.</summary>
    public bool IsOperator { get; init; }

    public static Actor System(string name) => new(ActorKind.System, name, name, null, null, null, FrozenSet<string>.Empty);

    public bool May(Permission permission) =>
        Kind == ActorKind.System || ReferenceEquals(permission, Permission.AnyMember) || Permissions.Contains(permission.Name);
}

/// <summary>The organization a call is in, as the door saw it.</summary>
/// <param name="Id">The stored id.</param>
/// <param name="Slug">Its address: the first segment of staff pages.</param>
/// <param name="Name">For people.</param>
/// <param name="Currency">ISO 4217; every price and total of the organization is in it.</param>
/// <param name="TimeZone">IANA name; "today" and reports follow it.</param>
public sealed record Tenant(Guid Id, string Slug, string Name, string Currency, string TimeZone);
