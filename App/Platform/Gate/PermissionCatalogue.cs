using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace App.Platform;

/// <summary>All permissions of all features, and what each role and each set of scopes comes to. The server enforces what it shows.</summary>
public sealed class PermissionCatalogue
{
    readonly FrozenDictionary<Role, FrozenSet<string>> byRole;
    readonly ConcurrentDictionary<(Role, string), FrozenSet<string>> byKey = new();

    public PermissionCatalogue(IEnumerable<Permission> permissions)
    {
        All = [.. permissions];
        if (All.GroupBy(permission => permission.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Permission {twice.Key} is declared twice.");
        byRole = Enum.GetValues<Role>().ToFrozenDictionary(role => role, role => NamesOf(permission => permission.Least <= role));
        Scopes = [.. All.Select(permission => permission.Scope).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<Permission> All { get; }

    /// <summary>Every scope an API key may carry.</summary>
    public IReadOnlyList<string> Scopes { get; }

    public IReadOnlySet<string> Of(Role role) => byRole[role];

    /// <summary>What a key may do: what its scopes carry, and its maker may do now.</summary>
    public IReadOnlySet<string> Of(Role role, IReadOnlyCollection<string> scopes) =>
        byKey.GetOrAdd((role, string.Join(' ', scopes.Order(StringComparer.Ordinal))),
            _ => NamesOf(permission => permission.Least <= role && permission.Scope is { } scope && scopes.Contains(scope)));

    FrozenSet<string> NamesOf(Func<Permission, bool> which) =>
        All.Where(which).Select(permission => permission.Name).ToFrozenSet(StringComparer.Ordinal);
}
