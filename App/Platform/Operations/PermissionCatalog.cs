using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;

namespace App.Platform.Operations;

/// <summary>
/// Lists the permissions of all features, and resolves those of each role and set of scopes. Pages show and the Gate enforces the
/// same list. Organizations compose further roles from the same permissions.
/// </summary>
public sealed class PermissionCatalog
{
    /// <summary>The prefix of the TypeIDs of custom roles.</summary>
    public const string CustomRolePrefix = "rol";

    readonly FrozenDictionary<string, RolePermissions> byRole;
    readonly string? granting;
    readonly FrozenSet<string> declared;
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
        declared = All.Select(permission => permission.Name).ToFrozenSet(StringComparer.Ordinal);
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

    /// <summary>Gets the built-in roles in the order in which pages list them.</summary>
    public IReadOnlyList<RolePermissions> Roles { get; }

    /// <summary>Returns the built-in role with this stored name; null for none.</summary>
    public RolePermissions? Find(string? role) => role is null ? null : byRole.GetValueOrDefault(role);

    /// <summary>
    /// Returns the roles whose members can give somebody a role with a permission: nobody gives a permission that they lack.
    /// </summary>
    /// <param name="permission">Name of the permission.</param>
    /// <param name="roles">The roles of an organization, built-in and custom.</param>
    public IReadOnlyList<RolePermissions> RolesThatGrant(string permission, IReadOnlyList<RolePermissions> roles) =>
    [
        .. roles.Where(giver => granting is not null && giver.Permissions.Contains(granting)
            && roles.Any(given => given.Permissions.Contains(permission) && given.Permissions.IsSubsetOf(giver.Permissions))),
    ];

    /// <summary>Gets every scope that an API key may have.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Returns a built-in role. A role without an entry is a bug, not a role without permissions.</summary>
    public RolePermissions Of(string role) =>
        Find(role) ?? throw new InvalidOperationException($"The role {role} is not in the catalog.");

    /// <summary>Returns a custom role. Permissions that no feature declares any more are left out.</summary>
    /// <param name="id">TypeID of the role.</param>
    /// <param name="name">Its name on pages.</param>
    /// <param name="granted">Names of its permissions, as they are stored.</param>
    public RolePermissions Custom(string id, string name, IEnumerable<string> granted) =>
        new(id, name, granted.Where(declared.Contains).ToHashSet(StringComparer.Ordinal));

    /// <summary>
    /// Returns the role of a row with the columns <c>role</c>, <c>custom_role_id</c>, <c>custom_role</c> and
    /// <c>custom_permissions</c>. The last three are null unless the role is a custom one.
    /// </summary>
    public RolePermissions RoleOf(DbDataReader row)
    {
        var id = row.GetOrdinal("custom_role_id");
        if (row.IsDBNull(id))
            return Of(row.GetString(row.GetOrdinal("role")));
        return Custom(
            TypeId.Format(CustomRolePrefix, row.GetGuid(id)),
            row.GetString(row.GetOrdinal("custom_role")),
            row.GetFieldValue<string[]>(row.GetOrdinal("custom_permissions")));
    }

    /// <summary>
    /// Returns the permissions of an API key: those that its scopes include and its creator's current role has.
    /// </summary>
    public IReadOnlySet<string> Of(RolePermissions role, IReadOnlyCollection<string> scopes) => byRole.ContainsKey(role.Role)
        ? byKey.GetOrAdd(
            (role.Role, string.Join(' ', scopes.Order(StringComparer.Ordinal))), _ => Narrow(role.Permissions, scopes))
        : Narrow(role.Permissions, scopes);

    FrozenSet<string> Narrow(IReadOnlySet<string> names, IReadOnlyCollection<string> scopes) => All
        .Where(permission => names.Contains(permission.Name) && permission.Scope is { } scope && scopes.Contains(scope))
        .Select(permission => permission.Name).ToFrozenSet(StringComparer.Ordinal);
}
