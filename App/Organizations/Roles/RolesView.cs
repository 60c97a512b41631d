namespace App.Organizations;

/// <summary>Describes what each role may do.</summary>
/// <param name="Roles">The roles, in the order in which pages list them.</param>
/// <param name="Groups">All permissions, by feature.</param>
public sealed record RolesView(IReadOnlyList<RoleDescription> Roles, IReadOnlyList<PermissionGroupView> Groups);

/// <param name="Role">The role.</param>
/// <param name="Name">Its name on pages.</param>
/// <param name="Description">What people with this role do.</param>
/// <param name="Permissions">Names of its permissions.</param>
public sealed record RoleDescription(Role Role, string Name, string Description, IReadOnlyList<string> Permissions)
{
    internal static RoleDescription Of(RoleEntry entry) =>
        new(entry.Role, entry.Name, entry.Description, [.. entry.Permissions.Order(StringComparer.Ordinal)]);

    /// <summary>Returns whether the role has a permission.</summary>
    public bool Has(PermissionView permission) => Permissions.Contains(permission.Name);
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
