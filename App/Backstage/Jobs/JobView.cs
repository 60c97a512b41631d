namespace App.Backstage;

/// <summary>A job in a list.</summary>
/// <param name="Id">Its id in Hangfire.</param>
/// <param name="Content">What it does.</param>
/// <param name="State">The state of the list.</param>
/// <param name="At">When it came into its state; of a scheduled job, when it is due.</param>
/// <param name="Failure">Type of the exception that it failed with.</param>
public sealed record JobView(string Id, JobContent Content, JobState State, DateTimeOffset? At, string? Failure = null);

/// <summary>A job in full.</summary>
/// <param name="Id">Its id in Hangfire.</param>
/// <param name="Content">What it does.</param>
/// <param name="StateName">Its state as Hangfire names it.</param>
/// <param name="Queue">Where its workers take it from.</param>
/// <param name="Attempts">How often it has been started.</param>
/// <param name="Retries">How often it was started again because it had failed.</param>
/// <param name="Failure">Type of the exception that the last failure had.</param>
/// <param name="CreatedAt">When it was stored.</param>
/// <param name="ExpiresAt">When Hangfire removes it; null while it is not at its end.</param>
/// <param name="History">Its states, newest first.</param>
public sealed record JobDetails(
    string Id, JobContent Content, string? StateName, string? Queue, int Attempts, int Retries, string? Failure,
    DateTimeOffset? CreatedAt, DateTimeOffset? ExpiresAt, IReadOnlyList<JobStep> History)
{
    public JobState? State => JobStates.Of(StateName);

    /// <summary>Whether it may be put into its queue at once.</summary>
    public bool MayRetry => State is JobState.Failed or JobState.Scheduled or JobState.Discarded;

    /// <summary>Whether it may be discarded.</summary>
    public bool MayDiscard => State is JobState.Failed or JobState.Scheduled or JobState.Queued;
}

/// <summary>One state that a job was in.</summary>
/// <param name="StateName">As Hangfire names it.</param>
/// <param name="At">When it began.</param>
/// <param name="Reason">Why, as Hangfire or an operation of ours says it.</param>
/// <param name="DueAt">Of a scheduled one: when it is due.</param>
/// <param name="Server">Of a running one: who runs it.</param>
/// <param name="Failure">Of a failed one: type of the exception.</param>
public sealed record JobStep(
    string StateName, DateTimeOffset At, string? Reason, DateTimeOffset? DueAt, string? Server, string? Failure);
