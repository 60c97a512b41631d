namespace App.Platform.Operations;

/// <summary>Defines a kind of job.</summary>
/// <param name="Name">Name such as <c>webhook.retry</c>. Stored jobs contain it, so it must not change.</param>
/// <param name="Queue">One of <see cref="JobQueues"/>.</param>
public sealed record JobKind(string Name, string Queue)
{
    /// <summary>Gets the title that platform administrators see.</summary>
    public string Title { get; init; } = Name;
}
