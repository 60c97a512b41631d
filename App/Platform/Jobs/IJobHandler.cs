namespace App.Platform;

/// <summary>
/// Does the work of one kind of job. It runs in a scope of its own whose <see cref="Caller"/> is the system, in the job's
/// organization. A job may run twice, after a crash for example, so the handler reads from the database what is left to do.
/// </summary>
public interface IJobHandler
{
    /// <summary>Runs the job. An exception makes Hangfire retry it, with growing delays.</summary>
    Task RunAsync(JobCall call, CancellationToken ct);
}

/// <summary>The arguments of a job. They are ids, because Hangfire stores them in clear.</summary>
/// <param name="OrganizationId">The organization it works for; null for the installation.</param>
/// <param name="Subject">The id of what it is about, such as an email or a webhook endpoint.</param>
public sealed record JobCall(Guid? OrganizationId, Guid Subject);

/// <summary>A kind of job.</summary>
/// <param name="Name">Stable name, such as <c>webhook.retry</c>. Stored jobs carry it.</param>
/// <param name="Queue">One of <see cref="JobQueues"/>.</param>
public sealed record JobKind(string Name, string Queue)
{
    /// <summary>What the job does, in words for a platform administrator.</summary>
    public string Title { get; init; } = Name;
}
