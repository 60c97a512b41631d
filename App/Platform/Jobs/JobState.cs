namespace App.Platform.Jobs;

/// <summary>
/// Specifies the state of a job. Hangfire's names are Enqueued, Scheduled, Processing, Succeeded, Failed and Deleted.
/// </summary>
public enum JobState { Queued, Scheduled, Running, Succeeded, Failed, Discarded }
