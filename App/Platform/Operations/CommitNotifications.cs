namespace App.Platform.Operations;

/// <summary>
/// Notifies in-memory caches of this process about what an organization has just committed. It is meant for short-lived caches
/// only, because other instances are not notified.
/// </summary>
public sealed class CommitNotifications
{
    /// <summary>Occurs after a commit, with the organization and the names of the committed action and events.</summary>
    public event Action<CurrentOrganization, IReadOnlyCollection<string>>? Committed;

    internal void Publish(CurrentOrganization organization, IEnumerable<string> names) =>
        Committed?.Invoke(organization, [.. names]);
}
