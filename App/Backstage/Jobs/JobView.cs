namespace App.Backstage;

/// <summary>Represents a job in a list.</summary>
/// <param name="Id">The ID in Hangfire.</param>
/// <param name="Content">The work that the job does.</param>
/// <param name="State">The state of all jobs in the list.</param>
/// <param name="At">The time of the last state change; for a scheduled job, the time when it is due.</param>
/// <param name="Failure">The type of the exception that the job failed with.</param>
public sealed record JobView(string Id, JobContent Content, JobState State, DateTimeOffset? At, string? Failure = null);

/// <summary>Represents a job with all its details.</summary>
/// <param name="Id">The ID in Hangfire.</param>
/// <param name="Content">The work that the job does.</param>
/// <param name="StateName">Hangfire's name of the state.</param>
/// <param name="Queue">The queue from which workers take the job.</param>
/// <param name="Attempts">The number of times that the job was started.</param>
/// <param name="Retries">The number of times that the job was started again after a failure.</param>
/// <param name="Failure">The type of the exception of the last failure.</param>
/// <param name="CreatedAt">The time when the job was stored.</param>
/// <param name="ExpiresAt">The time when Hangfire deletes the job; null until it has succeeded or was discarded.</param>
/// <param name="History">The states, newest first.</param>
public sealed record JobDetails(
    string Id, JobContent Content, string? StateName, string? Queue, int Attempts, int Retries, string? Failure,
    DateTimeOffset? CreatedAt, DateTimeOffset? ExpiresAt, IReadOnlyList<JobStep> History)
{
    public JobState? State => JobStates.Of(StateName);

    /// <summary>Gets a value that is true if the job can be queued immediately.</summary>
    public bool MayRetry => State is JobState.Failed or JobState.Scheduled or JobState.Discarded;

    /// <summary>Gets a value that is true if the job can be discarded.</summary>
    public bool MayDiscard => State is JobState.Failed or JobState.Scheduled or JobState.Queued;
}
