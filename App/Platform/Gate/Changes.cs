namespace App.Platform;

/// <summary>
/// Tells whoever keeps something in memory, in this process, what an organization has just done and announced. A courtesy to caches with a short
/// life: other instances hear nothing of it, and neither does what must be right.
/// </summary>
public sealed class Changes
{
    /// <summary>The organization, and what was committed: the action, and the types of its events.</summary>
    public event Action<Tenant, IReadOnlyCollection<string>>? Committed;

    internal void Tell(Tenant tenant, IEnumerable<string> names) => Committed?.Invoke(tenant, [.. names]);
}
