using System.Collections.Frozen;

namespace App.ApiKeys;

/// <summary>Defines the nine core scopes, and determines which scopes a key may be given.</summary>
public static class Scopes
{
    public static readonly FrozenSet<string> Core = new[]
    {
        "products:read", "products:write", "inventory:read", "inventory:write", "orders:read", "orders:write",
        "customers:read", "customers:write", "audit:read",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Returns the scopes that the actor may give to a key: those of its own permissions.</summary>
    public static IReadOnlyList<string> GrantableBy(Actor actor, PermissionCatalog catalog) =>
        [.. catalog.Scopes.Where(scope => catalog.All.Any(permission => permission.Scope == scope && actor.May(permission)))];
}
