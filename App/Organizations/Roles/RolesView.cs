namespace App.Organizations;

/// <summary>Describes what each role may do.</summary>
/// <param name="Roles">The built-in roles in the order in which pages list them, then the custom ones by name.</param>
/// <param name="Groups">All permissions, by feature.</param>
public sealed record RolesView(IReadOnlyList<RoleDescription> Roles, IReadOnlyList<PermissionGroupView> Groups);

/// <param name="Role">Name of a built-in role, such as <c>packer</c>; ID of a custom one. Members have it as their role.</param>
/// <param name="Name">Its name on pages.</param>
/// <param name="Description">What people with this role do; null if nobody wrote it.</param>
/// <param name="Permissions">Names of its permissions.</param>
/// <param name="IsCustom">Whether the organization has composed it.</param>
public sealed record RoleDescription(
    RoleKey Role, string Name, string? Description, IReadOnlyList<string> Permissions, bool IsCustom)
{
    internal static RoleDescription Of(RoleEntry entry) => new(
        entry.Key, entry.Name, entry.Description, [.. entry.Permissions.Order(StringComparer.Ordinal)],
        entry.Key.CustomId is not null);

    /// <summary>Returns whether the role has a permission.</summary>
    public bool Has(PermissionView permission) => Permissions.Contains(permission.Name);

    /// <summary>Returns whether a member with this role and these permissions may give it, take it away and change it.</summary>
    internal bool IsWithin(OrganizationContext own) =>
        Permissions.All(own.May) && (Role != App.Organizations.Role.Owner || own.Role == nameof(App.Organizations.Role.Owner));
}

/// <param name="Title">The feature.</param>
/// <param name="Permissions">Its permissions.</param>
public sealed record PermissionGroupView(string Title, IReadOnlyList<PermissionView> Permissions)
{
    internal static PermissionGroupView Of(PermissionGroup group) => new(
        group.Title,
        [.. group.Permissions.Select(one => new PermissionView(one.Name, one.Title, one.Sentence, one.Scope))]);
}

/// <param name="Name">Resource and verb, such as <c>orders.place</c>.</param>
/// <param name="Title">Its name on pages.</param>
/// <param name="Sentence">What it allows.</param>
/// <param name="Scope">API key scope that includes it; null if API keys cannot have it.</param>
public sealed record PermissionView(string Name, string Title, string Sentence, string? Scope);
