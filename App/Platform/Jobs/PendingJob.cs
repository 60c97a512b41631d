using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Jobs;

/// <summary>
/// Identifies the one job of a kind and subject that has not started. Enqueuing another one only moves its time forward, so 5,000
/// failures of a webhook endpoint need one job. Only <c>platform.enqueue_job</c> inserts rows; a job deletes its own row when it
/// starts.
/// </summary>
public sealed class PendingJob
{
    PendingJob() { }

    public string Kind { get; private set; } = "";
    public Guid Subject { get; private set; }

    /// <summary>Gets when the job is due.</summary>
    public DateTimeOffset RunAt { get; private set; }

    /// <summary>Gets the id of the job in Hangfire.</summary>
    public long JobId { get; private set; }
}

sealed class PendingJobTable : IEntityTypeConfiguration<PendingJob>
{
    public void Configure(EntityTypeBuilder<PendingJob> entity)
    {
        entity.ToTable("pending_jobs", "platform").Grant(Grants.Read, ops: Grants.All);
        entity.HasKey(row => new { row.Kind, row.Subject });
        entity.Property(row => row.Kind).HasMaxLength(60);
    }
}
