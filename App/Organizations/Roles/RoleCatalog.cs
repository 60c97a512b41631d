using System.Collections.Frozen;

namespace App.Organizations;

/// <summary>
/// Says which built-in roles have which permission. Each permission of each feature has a row, and
/// <see cref="PermissionCatalog"/> stops the start if one is missing.
/// </summary>
public static class RoleCatalog
{
    static readonly Role[] Owners = [Role.Owner];
    static readonly Role[] Admins = [Role.Owner, Role.Admin];
    static readonly Role[] Managers = [.. Admins, Role.Manager];
    static readonly Role[] Everyday = [.. Managers, Role.Member];
    static readonly Role[] Office = [.. Everyday, Role.Operator];
    static readonly Role[] Everyone = [.. Enum.GetValues<Role>().Where(role => role != Role.Custom)];

    /// <summary>Names the permissions of features in upper layers, too, so they are not referenced by their constants.</summary>
    static readonly Dictionary<string, Role[]> Table = new()
    {
        ["audit.read"] = Admins,
        ["comments.change"] = Everyone,
        ["comments.read"] = Everyone,
        ["customers.change"] = [.. Office, Role.Cashier],
        ["customers.read"] =
            [.. Office, Role.Packer, Role.Courier, Role.Cashier, Role.Marketing, Role.Accountant],
        ["emails.read"] = Managers,
        ["emails.resend"] = Managers,
        ["events.read"] = Admins,
        ["inventory.change"] = [.. Office, Role.Packer],
        ["inventory.read"] = [.. Office, Role.Packer, Role.Cook, Role.Cashier, Role.Accountant],
        ["keys.change"] = Admins,
        ["keys.read"] = Admins,
        ["members.change"] = Managers,
        ["members.read"] = [.. Office, Role.Hr],
        ["orders.cancel"] = Office,
        ["orders.fulfill"] = [.. Office, Role.Packer, Role.Cook],
        ["orders.place"] = [.. Office, Role.Cashier],
        ["orders.read"] = [.. Office, Role.Packer, Role.Cook, Role.Courier, Role.Cashier, Role.Accountant],
        ["organization.change"] = Owners,
        ["organization.set_up"] = Admins,
        ["products.change"] = [.. Everyday, Role.Marketing],
        ["products.read"] =
            [.. Office, Role.Packer, Role.Cook, Role.Courier, Role.Cashier, Role.Marketing, Role.Accountant],
        ["roles.change"] = Admins,
        ["security_events.read"] = Admins,
        ["shoppers.change"] = Office,
        ["shoppers.read"] = [.. Office, Role.Marketing],
        ["storefront.change"] = [.. Managers, Role.Marketing],
        ["views.share"] = Managers,
        ["warehouses.change"] = Everyday,
        ["webhooks.change"] = Admins,
        ["webhooks.read"] = Admins,
    };

    /// <summary>Gets the built-in roles in the order in which pages list them.</summary>
    public static IReadOnlyList<RoleEntry> All { get; } =
    [
        Describe(Role.Owner, "Owner", "owner", "May do everything, and is the only one who can change the organization."),
        Describe(Role.Admin, "Admin", "admin", "Manages members, API keys, webhooks and the audit log."),
        Describe(Role.Manager, "Manager", "manager", "Runs the business from day to day, and invites people for it."),
        Describe(Role.Member, "Member", "member", "Works with products, stock, customers and orders."),
        Describe(Role.Operator, "Operator", "operator", "Takes and handles orders, and adjusts stock."),
        Describe(Role.Packer, "Packer", "packer", "Picks and ships orders, and corrects stock."),
        Describe(Role.Cook, "Cook", "cook", "Prepares orders and marks them as fulfilled."),
        Describe(Role.Courier, "Courier", "courier", "Sees which orders to deliver, and where."),
        Describe(Role.Cashier, "Cashier", "cashier", "Sells at the counter, to known and new customers."),
        Describe(Role.Marketing, "Marketing", "marketing", "Looks after product texts, prices and the storefront."),
        Describe(Role.Accountant, "Accountant", "accountant", "Sees orders, customers and stock, and changes nothing."),
        Describe(Role.Hr, "HR", "HR", "Sees who works in the organization and in which role."),
    ];

    static readonly FrozenDictionary<Role, RoleEntry> ByRole = All.ToFrozenDictionary(entry => entry.Key.BuiltIn);

    /// <summary>Returns the entry of a built-in role. Every one has an entry; otherwise the app does not start.</summary>
    public static RoleEntry Of(Role role) => ByRole[role];

    /// <summary>Returns the built-in role with this name, in upper or lower case; null for none.</summary>
    public static RoleEntry? Find(string name) =>
        All.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));

    static RoleEntry Describe(Role role, string name, string inSentence, string description) =>
        new(role, name, inSentence, description,
            Table.Where(row => row.Value.Contains(role)).Select(row => row.Key).ToFrozenSet(StringComparer.Ordinal));
}
