using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Jobs;

/// <summary>
/// Identifies the one job of a kind and subject that has not started. Enqueuing another one only moves its time forward, so 5,000
/// failures of a webhook endpoint need one job. Only <c>platform.enqueue_job</c> inserts rows; a job deletes its own row when it
/// starts. Organizations take turns: when a few jobs of one are in a queue, its others wait here.
/// </summary>
public sealed class PendingJob : IPartlyOwned
{
    /// <summary>Limits the jobs of one organization in each of Hangfire's queues that have not started.</summary>
    public const int Placed = 5;

    /// <summary>Is the job id of a job that waits for the turn of its organization.</summary>
    public const long Waiting = -1;

    PendingJob() { }

    public string Kind { get; private set; } = "";
    public Guid Subject { get; private set; }

    public string Queue { get; private set; } = "";

    /// <summary>Gets the organization that the job works for; null for the installation, which waits for no turn.</summary>
    public Guid? OrganizationId { get; private set; }

    /// <summary>Gets when the job is due; for a job that waits for a turn, when it was enqueued.</summary>
    public DateTimeOffset RunAt { get; private set; }

    /// <summary>Gets the id of the job in Hangfire, or <see cref="Waiting"/>.</summary>
    public long JobId { get; private set; }
}

sealed class PendingJobTable : IEntityTypeConfiguration<PendingJob>
{
    public void Configure(EntityTypeBuilder<PendingJob> entity)
    {
        entity.ToTable("pending_jobs", "platform").Grant(Grants.Read, ops: Grants.All);
        entity.HasKey(row => new { row.Kind, row.Subject });
        entity.Property(row => row.Kind).HasMaxLength(60);
        entity.Property(row => row.Queue).HasMaxLength(20);
        entity.HasIndex(row => new { row.Queue, row.OrganizationId, row.RunAt }, "ix_pending_jobs_waiting")
            .HasFilter($"job_id = {PendingJob.Waiting}");
        entity.HasIndex(row => new { row.Queue, row.OrganizationId }, "ix_pending_jobs_placed").HasFilter("job_id > 0");
    }
}
