using App.Platform;

namespace App.Backstage;

/// <summary>A job as operators and the audit log see it.</summary>
/// <param name="Phase">Its state; a queued one whose time has not come is scheduled.</param>
/// <param name="Arguments">JSON of ids: jobs carry no secrets.</param>
public sealed record JobView(
    Id<Job> Id, string Kind, JobPhase Phase, Guid? OrganizationId, string Arguments, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset RunAt, DateTimeOffset? FinishedAt, string? Failure)
{
    public bool MayMove => Phase is JobPhase.Failed or JobPhase.Queued or JobPhase.Scheduled;

    public static JobView Of(Job job, DateTimeOffset now) => new(
        job.Id, job.Kind, PhaseOf(job, now), job.OrganizationId, job.Arguments, job.Attempts, job.CreatedAt, job.RunAt, job.FinishedAt, job.Failure);

    static JobPhase PhaseOf(Job job, DateTimeOffset now) => job.State switch
    {
        JobState.Queued => job.RunAt > now ? JobPhase.Scheduled : JobPhase.Queued,
        JobState.Running => JobPhase.Running,
        JobState.Failed => JobPhase.Failed,
        JobState.Discarded => JobPhase.Discarded,
        _ => JobPhase.Done,
    };
}

public enum JobPhase { Failed, Queued, Scheduled, Running, Done, Discarded }
