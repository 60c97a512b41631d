using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace App.Platform.Operations;

/// <summary>
/// Lists the permissions of all features, and resolves those of each role and set of scopes. Pages show and the Gate enforces the
/// same list.
/// </summary>
public sealed class PermissionCatalog
{
    readonly FrozenDictionary<Role, FrozenSet<string>> byRole;
    readonly ConcurrentDictionary<(Role, string), FrozenSet<string>> byKey = new();

    public PermissionCatalog(IEnumerable<Permission> permissions)
    {
        All = [.. permissions];
        if (All.GroupBy(permission => permission.Name).FirstOrDefault(group => group.Count() > 1) is { } duplicate)
            throw new InvalidOperationException($"Permission {duplicate.Key} is declared more than once.");
        byRole = Enum.GetValues<Role>().ToFrozenDictionary(role => role, role => NamesOf(permission => permission.Least <= role));
        Scopes = [.. All.Select(permission => permission.Scope).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<Permission> All { get; }

    /// <summary>Gets every scope that an API key may have.</summary>
    public IReadOnlyList<string> Scopes { get; }

    public IReadOnlySet<string> Of(Role role) => byRole[role];

    /// <summary>
    /// Returns the permissions of an API key: those that its scopes include and its creator's current role has.
    /// </summary>
    public IReadOnlySet<string> Of(Role role, IReadOnlyCollection<string> scopes) =>
        byKey.GetOrAdd((role, string.Join(' ', scopes.Order(StringComparer.Ordinal))),
            _ => NamesOf(permission => permission.Least <= role && permission.Scope is { } scope && scopes.Contains(scope)));

    FrozenSet<string> NamesOf(Func<Permission, bool> which) =>
        All.Where(which).Select(permission => permission.Name).ToFrozenSet(StringComparer.Ordinal);
}
