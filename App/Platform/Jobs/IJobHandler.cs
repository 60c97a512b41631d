namespace App.Platform.Jobs;

/// <summary>
/// Does the work of one kind of job. It runs in its own scope, whose <see cref="Caller"/> is the system in the job's
/// organization. A job may run twice, for example after a crash, so the handler reads the remaining work from the database.
/// </summary>
public interface IJobHandler
{
    /// <summary>Runs the job. An exception makes Hangfire retry it, with growing delays.</summary>
    Task RunAsync(JobCall call, CancellationToken ct);
}

/// <summary>Contains the arguments of a job. They are ids only, because Hangfire stores them unencrypted.</summary>
/// <param name="OrganizationId">Organization it works for; null for the whole installation.</param>
/// <param name="Subject">Id of the object it is about, such as an email or a webhook endpoint.</param>
public sealed record JobCall(Guid? OrganizationId, Guid Subject);
