using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace App.Platform.Operations;

/// <summary>
/// Lists the permissions of all features, and resolves those of each role and set of scopes. Pages show and the Gate enforces the
/// same list.
/// </summary>
public sealed class PermissionCatalog
{
    readonly FrozenDictionary<string, IReadOnlySet<string>> byRole;
    readonly ConcurrentDictionary<(string Role, string Scopes), FrozenSet<string>> byKey = new();

    public PermissionCatalog(IEnumerable<Permission> permissions, IEnumerable<RolePermissions> roles)
    {
        All = [.. permissions];
        if (All.GroupBy(permission => permission.Name).FirstOrDefault(group => group.Count() > 1) is { } duplicate)
            throw new InvalidOperationException($"Permission {duplicate.Key} is declared more than once.");
        byRole = roles.ToFrozenDictionary(role => role.Role, role => role.Permissions);
        var declared = All.Select(permission => permission.Name).ToHashSet();
        var granted = byRole.Values.SelectMany(names => names).ToHashSet();
        if (granted.Except(declared).FirstOrDefault() is { } unknown)
            throw new InvalidOperationException($"A role has the permission {unknown}, which no feature declares.");
        if (declared.Except(granted).FirstOrDefault() is { } unused)
            throw new InvalidOperationException($"No role has the permission {unused}.");
        Scopes = [.. All.Select(permission => permission.Scope).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<Permission> All { get; }

    /// <summary>Gets the names of the roles.</summary>
    public IEnumerable<string> Roles => byRole.Keys;

    /// <summary>Gets every scope that an API key may have.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Returns the permissions of a role. A role without an entry is a bug, not a role without permissions.</summary>
    public IReadOnlySet<string> Of(string role) =>
        byRole.GetValueOrDefault(role) ?? throw new InvalidOperationException($"The role {role} is not in the catalog.");

    /// <summary>
    /// Returns the permissions of an API key: those that its scopes include and its creator's current role has.
    /// </summary>
    public IReadOnlySet<string> Of(string role, IReadOnlyCollection<string> scopes) =>
        byKey.GetOrAdd((role, string.Join(' ', scopes.Order(StringComparer.Ordinal))), _ => Narrow(Of(role), scopes));

    FrozenSet<string> Narrow(IReadOnlySet<string> names, IReadOnlyCollection<string> scopes) => All
        .Where(permission => names.Contains(permission.Name) && permission.Scope is { } scope && scopes.Contains(scope))
        .Select(permission => permission.Name).ToFrozenSet(StringComparer.Ordinal);
}
