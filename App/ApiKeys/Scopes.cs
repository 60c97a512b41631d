using System.Collections.Frozen;
using App.Platform;

namespace App.ApiKeys;

/// <summary>What a key may carry: the nine core scopes, and the extended ones that are off unless ticked.</summary>
public static class Scopes
{
    public static readonly FrozenSet<string> Core = new[]
    {
        "products:read", "products:write", "inventory:read", "inventory:write", "orders:read", "orders:write", "customers:read", "customers:write", "audit:read",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Those that the actor may pass on: what it can do itself. A permission has one scope, so who holds it holds that.</summary>
    public static IReadOnlyList<string> GrantableBy(Actor actor, PermissionCatalogue catalogue) =>
        [.. catalogue.Scopes.Where(scope => catalogue.All.Any(permission => permission.Scope == scope && actor.May(permission)))];
}
