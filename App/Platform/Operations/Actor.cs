using System.Collections.Frozen;

namespace App.Platform.Operations;

public enum ActorKind { Member, ApiKey, Shopper, Device, System, Support }

/// <summary>
/// Identifies the actor of one call, as the Gate resolved it. A call without a credential has an actor too: a visitor.
/// </summary>
/// <param name="Kind">Kind of actor, shown in the audit log.</param>
/// <param name="Id">TypeID of the member, key or shopper; for the system, the name of the background loop.</param>
/// <param name="Name">Display name of the member or key.</param>
/// <param name="AccountId">Signed-in account; null unless a person acts.</param>
/// <param name="SessionId">Session of the person; null unless a person acts.</param>
/// <param name="Role">Role in the current organization; for a key, the role of its creator.</param>
/// <param name="Permissions">Names of the permissions in the current organization.</param>
public sealed record Actor(
    ActorKind Kind, string Id, string Name, Guid? AccountId, Guid? SessionId, RolePermissions? Role,
    IReadOnlySet<string> Permissions)
{
    /// <summary>
    /// Gets the customer that a shopper buys for; null for other actors and for a visitor who has not signed in.
    /// </summary>
    public Guid? CustomerId { get; init; }

    /// <summary>Limits how long the confirmation of a second factor counts for sensitive operations.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Gets when its session last confirmed a second factor, or an email code if the account has no second factor.
    /// </summary>
    public DateTimeOffset? ProvedAt { get; init; }

    /// <summary>Gets the scopes of an API key; empty for other actors.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Gets whether the current organization requires a second factor and this member has none.</summary>
    public bool LacksFactor { get; init; }

    public bool HasProved(DateTimeOffset now) => ProvedAt > now - Fresh;

    /// <summary>Gets whether this account is a platform administrator. It is looked up only for Backstage.</summary>
    public bool IsOperator { get; init; }

    public static Actor System(string name) => new(ActorKind.System, name, name, null, null, null, FrozenSet<string>.Empty);

    public bool May(Permission permission) => Kind == ActorKind.System || Permissions.Contains(permission.Name);
}

/// <summary>Describes the organization of a call, as it was when the call began.</summary>
/// <param name="Id">Id in the database.</param>
/// <param name="Slug">First segment of the URL of its staff pages.</param>
/// <param name="Name">Display name.</param>
/// <param name="Currency">ISO 4217 code of all its prices and totals.</param>
/// <param name="TimeZone">IANA name of the time zone of its dates and reports.</param>
public sealed record CurrentOrganization(Guid Id, string Slug, string Name, string Currency, string TimeZone);
