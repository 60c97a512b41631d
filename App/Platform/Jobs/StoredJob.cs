namespace App.Platform.Jobs;

/// <summary>Represents the call that a stored job makes.</summary>
/// <param name="Kind">The name of the job's kind.</param>
/// <param name="OrganizationId">The organization that the job works for; null for the installation.</param>
/// <param name="Subject">The id of the object that the job is about; empty if there is none.</param>
public sealed record StoredCall(string Kind, Guid? OrganizationId, Guid Subject);

/// <summary>Represents a job in a list.</summary>
/// <param name="Id">The id in Hangfire.</param>
/// <param name="Call">The call; null if this version of the app cannot read it.</param>
/// <param name="At">The time of the last state change; for a scheduled job, the time when it is due.</param>
/// <param name="Failure">The type of the exception that the job failed with.</param>
public sealed record StoredJob(string Id, StoredCall? Call, DateTimeOffset? At, string? Failure = null);

/// <summary>Represents a job with its history.</summary>
/// <param name="Call">The call; null if this version of the app cannot read it.</param>
/// <param name="Queue">The queue from which workers take the job.</param>
/// <param name="Retries">The number of times that the job was started again after a failure.</param>
/// <param name="CreatedAt">The time when the job was stored.</param>
/// <param name="ExpiresAt">The time when Hangfire deletes the job; null until it has succeeded or was discarded.</param>
/// <param name="History">The states, newest first.</param>
public sealed record StoredJobDetails(
    StoredCall? Call, string? Queue, int Retries, DateTimeOffset? CreatedAt, DateTimeOffset? ExpiresAt,
    IReadOnlyList<JobStep> History);

/// <summary>Represents a state in the history of a job.</summary>
/// <param name="StateName">Hangfire's name of the state.</param>
/// <param name="At">The time when the state began.</param>
/// <param name="Reason">The reason, as given by Hangfire or by our operations.</param>
/// <param name="DueAt">The time when a scheduled job is due.</param>
/// <param name="Server">The server that runs a running job.</param>
/// <param name="Failure">The type of the exception that a failed job failed with.</param>
public sealed record JobStep(
    string StateName, DateTimeOffset At, string? Reason, DateTimeOffset? DueAt, string? Server, string? Failure);

/// <summary>Represents a job that runs at fixed times, as it is stored.</summary>
/// <param name="Id">The name of its schedule.</param>
/// <param name="Cron">The cron expression in UTC.</param>
/// <param name="LastAt">The time of the last run; null before the first one.</param>
/// <param name="LastJobId">The id of the job of the last run.</param>
/// <param name="LastStateName">Hangfire's name of the state of that job.</param>
/// <param name="NextAt">The time of the next run.</param>
/// <param name="Failure">Why Hangfire could not start it; null if it could.</param>
public sealed record StoredRecurringJob(
    string Id, string Cron, DateTimeOffset? LastAt, string? LastJobId, string? LastStateName, DateTimeOffset? NextAt,
    string? Failure);

/// <summary>Represents a process that runs jobs.</summary>
/// <param name="Name">The name: host, process id and a random part.</param>
/// <param name="Queues">The queues from which its workers take jobs.</param>
/// <param name="Workers">The number of jobs that it runs concurrently.</param>
/// <param name="StartedAt">The time when it started.</param>
/// <param name="SeenAt">The time of its last heartbeat. It sends one every ten seconds.</param>
public sealed record JobServer(
    string Name, IReadOnlyList<string> Queues, int Workers, DateTimeOffset? StartedAt, DateTimeOffset? SeenAt);

/// <summary>Counts the jobs that ended in one hour.</summary>
/// <param name="At">A time within the hour.</param>
/// <param name="Succeeded">The number of jobs that succeeded.</param>
/// <param name="Failed">The number of jobs that failed permanently.</param>
public sealed record JobHour(DateTimeOffset At, long Succeeded, long Failed);
