namespace App.Platform;

/// <summary>
/// Tells whoever keeps something in memory, in this process, what an organization has just announced. A courtesy to caches with a short
/// life: other instances hear nothing of it, and neither does what must be right.
/// </summary>
public sealed class Changes
{
    /// <summary>The organization, and the types of the events that were committed.</summary>
    public event Action<Guid, IReadOnlyCollection<string>>? Committed;

    internal void Tell(Guid organizationId, IEnumerable<string> types) => Committed?.Invoke(organizationId, [.. types]);
}
