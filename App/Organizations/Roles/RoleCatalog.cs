using System.Collections.Frozen;

namespace App.Organizations;

/// <summary>
/// Says which roles have which permission. Each permission of each feature has a row, and <see cref="PermissionCatalog"/> stops
/// the start if one is missing.
/// </summary>
public static class RoleCatalog
{
    /// <summary>Names the permissions of features in upper layers, too, so they are not referenced by their constants.</summary>
    static readonly Dictionary<string, Role[]> Table = new()
    {
        ["audit.read"] = [Role.Admin, Role.Owner],
        ["comments.change"] = [Role.Member, Role.Admin, Role.Owner],
        ["comments.read"] = [Role.Member, Role.Admin, Role.Owner],
        ["customers.change"] = [Role.Member, Role.Admin, Role.Owner],
        ["customers.read"] = [Role.Member, Role.Admin, Role.Owner],
        ["emails.read"] = [Role.Admin, Role.Owner],
        ["emails.resend"] = [Role.Admin, Role.Owner],
        ["events.read"] = [Role.Admin, Role.Owner],
        ["inventory.change"] = [Role.Member, Role.Admin, Role.Owner],
        ["inventory.read"] = [Role.Member, Role.Admin, Role.Owner],
        ["keys.change"] = [Role.Admin, Role.Owner],
        ["keys.read"] = [Role.Admin, Role.Owner],
        ["members.change"] = [Role.Admin, Role.Owner],
        ["members.read"] = [Role.Member, Role.Admin, Role.Owner],
        ["orders.cancel"] = [Role.Member, Role.Admin, Role.Owner],
        ["orders.fulfill"] = [Role.Member, Role.Admin, Role.Owner],
        ["orders.place"] = [Role.Member, Role.Admin, Role.Owner],
        ["orders.read"] = [Role.Member, Role.Admin, Role.Owner],
        ["organization.change"] = [Role.Owner],
        ["organization.set_up"] = [Role.Admin, Role.Owner],
        ["products.change"] = [Role.Member, Role.Admin, Role.Owner],
        ["products.read"] = [Role.Member, Role.Admin, Role.Owner],
        ["security_events.read"] = [Role.Admin, Role.Owner],
        ["shoppers.change"] = [Role.Member, Role.Admin, Role.Owner],
        ["shoppers.read"] = [Role.Member, Role.Admin, Role.Owner],
        ["storefront.change"] = [Role.Admin, Role.Owner],
        ["views.share"] = [Role.Admin, Role.Owner],
        ["warehouses.change"] = [Role.Member, Role.Admin, Role.Owner],
        ["webhooks.change"] = [Role.Admin, Role.Owner],
        ["webhooks.read"] = [Role.Admin, Role.Owner],
    };

    static readonly FrozenDictionary<Role, RoleEntry> ByRole = new[]
    {
        Describe(Role.Member, "Member", "member"),
        Describe(Role.Admin, "Admin", "admin"),
        Describe(Role.Owner, "Owner", "owner"),
    }.ToFrozenDictionary(entry => entry.Role);

    /// <summary>Gets the roles in the order in which pages list them.</summary>
    public static IReadOnlyList<RoleEntry> All { get; } = [.. Enum.GetValues<Role>().Select(Of)];

    /// <summary>Returns the entry of a role. Every role has one; otherwise the app does not start.</summary>
    public static RoleEntry Of(Role role) => ByRole[role];

    /// <summary>Returns the role of a stored name; null for an actor without a role.</summary>
    public static Role? Parse(string? name) => name is null ? null : Enum.Parse<Role>(name);

    static RoleEntry Describe(Role role, string name, string inSentence) => new(role, name, inSentence,
        Table.Where(row => row.Value.Contains(role)).Select(row => row.Key).ToFrozenSet(StringComparer.Ordinal));
}
