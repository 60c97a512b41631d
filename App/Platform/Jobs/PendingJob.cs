using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>
/// The one job of a kind and a subject that waits to run. Asking for another before it has started moves its time forward
/// instead, so 5,000 failures of a webhook endpoint are one job. Only <c>platform.enqueue_job</c> writes rows; a job deletes its
/// own when it starts.
/// </summary>
public sealed class PendingJob
{
    PendingJob() { }

    public string Kind { get; private set; } = "";
    public Guid Subject { get; private set; }

    /// <summary>When it is due.</summary>
    public DateTimeOffset RunAt { get; private set; }

    /// <summary>Its id in Hangfire.</summary>
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
