using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace App.Platform.Operations;

/// <summary>
/// Lists the permissions of all features, and resolves those of each role and set of scopes. Pages show and the Gate enforces the
/// same list.
/// </summary>
public sealed class PermissionCatalog
{
    readonly FrozenDictionary<string, RolePermissions> byRole;
    readonly string? granting;
    readonly ConcurrentDictionary<(string Role, string Scopes), FrozenSet<string>> byKey = new();

    /// <param name="groups">Permissions of all features.</param>
    /// <param name="roles">Built-in roles, in the order in which pages list them.</param>
    /// <param name="granting">Name of the permission to give roles to members.</param>
    public PermissionCatalog(IEnumerable<PermissionGroup> groups, IEnumerable<RolePermissions> roles, string? granting = null)
    {
        Roles = [.. roles];
        this.granting = granting;
        Groups = [.. groups];
        All = [.. Groups.SelectMany(group => group.Permissions)];
        if (All.GroupBy(permission => permission.Name).FirstOrDefault(group => group.Count() > 1) is { } duplicate)
            throw new InvalidOperationException($"Permission {duplicate.Key} is declared more than once.");
        byRole = Roles.ToFrozenDictionary(role => role.Role);
        var declared = All.Select(permission => permission.Name).ToHashSet();
        var granted = byRole.Values.SelectMany(role => role.Permissions).ToHashSet();
        if (granted.Except(declared).FirstOrDefault() is { } unknown)
            throw new InvalidOperationException($"A role has the permission {unknown}, which no feature declares.");
        if (declared.Except(granted).FirstOrDefault() is { } unused)
            throw new InvalidOperationException($"No role has the permission {unused}.");
        Scopes = [.. All.Select(permission => permission.Scope).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<Permission> All { get; }

    /// <summary>Gets the permissions by feature.</summary>
    public IReadOnlyList<PermissionGroup> Groups { get; }

    /// <summary>Gets the roles in the order in which pages list them.</summary>
    public IReadOnlyList<RolePermissions> Roles { get; }

    /// <summary>Returns the role with this stored name; null for none.</summary>
    public RolePermissions? Find(string? role) => role is null ? null : byRole.GetValueOrDefault(role);

    /// <summary>Returns the roles that have a permission.</summary>
    public IReadOnlyList<RolePermissions> RolesWith(string permission) =>
        [.. Roles.Where(role => role.Permissions.Contains(permission))];

    /// <summary>
    /// Returns the roles whose members can give somebody a role with a permission: nobody gives a permission that they lack.
    /// </summary>
    public IReadOnlyList<RolePermissions> RolesThatGrant(string permission) =>
    [
        .. Roles.Where(giver => granting is not null && giver.Permissions.Contains(granting)
            && RolesWith(permission).Any(given => given.Permissions.IsSubsetOf(giver.Permissions))),
    ];

    /// <summary>Gets every scope that an API key may have.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Returns the permissions of a role. A role without an entry is a bug, not a role without permissions.</summary>
    public IReadOnlySet<string> Of(string role) =>
        Find(role)?.Permissions ?? throw new InvalidOperationException($"The role {role} is not in the catalog.");

    /// <summary>
    /// Returns the permissions of an API key: those that its scopes include and its creator's current role has.
    /// </summary>
    public IReadOnlySet<string> Of(string role, IReadOnlyCollection<string> scopes) =>
        byKey.GetOrAdd((role, string.Join(' ', scopes.Order(StringComparer.Ordinal))), _ => Narrow(Of(role), scopes));

    FrozenSet<string> Narrow(IReadOnlySet<string> names, IReadOnlyCollection<string> scopes) => All
        .Where(permission => names.Contains(permission.Name) && permission.Scope is { } scope && scopes.Contains(scope))
        .Select(permission => permission.Name).ToFrozenSet(StringComparer.Ordinal);
}
