using System.Collections.Frozen;
using App.Organizations;

namespace App.ApiKeys;

/// <summary>Defines the nine core scopes, and determines which scopes a key may be given.</summary>
public static class Scopes
{
    public static readonly FrozenSet<string> Core = new[]
    {
        "products:read", "products:write", "inventory:read", "inventory:write", "orders:read", "orders:write",
        "customers:read", "customers:write", "audit:read",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Returns the scopes of the actor's own permissions. Sensitive ones may be given to a key only by some.</summary>
    public static IReadOnlyList<string> Of(Func<Permission, bool> may, PermissionCatalog catalog) =>
        [.. catalog.Scopes.Where(scope => catalog.All.Any(permission => permission.Scope == scope && may(permission)))];

    /// <summary>
    /// Returns the scopes that someone with these permissions may give to a key: their own, and sensitive ones only if they may
    /// change the organization. So a key never gives a sensitive scope to another key.
    /// </summary>
    public static IReadOnlyList<string> GrantableBy(Func<Permission, bool> may, PermissionCatalog catalog) =>
        may(OrganizationPermissions.Change) ? Of(may, catalog) : [.. Of(may, catalog).Except(SensitiveOf(catalog))];

    static IEnumerable<string> SensitiveOf(PermissionCatalog catalog) =>
        catalog.All.Where(permission => permission.Sensitive).Select(permission => permission.Scope).OfType<string>();
}
