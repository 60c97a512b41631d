using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>What a job is to do: a small record of ids, never of secrets.</summary>
public interface IWork
{
    /// <summary>Stable name, <c>mail.send</c>: rows outlive class names.</summary>
    static abstract string Kind { get; }
}

public enum JobState { Queued, Running, Done, Failed, Discarded }

/// <summary>Deferred work with finite attempts, stored in the transaction that asked for it.</summary>
public sealed class Job : IIdentified
{
    public static string IdPrefix => "job";

    Job() { }

    internal Job(Guid? organizationId, string kind, string arguments, DateTimeOffset now, DateTimeOffset runAt)
    {
        (Id, OrganizationId, Kind, Arguments, CreatedAt, RunAt) = (Id<Job>.New(now), organizationId, kind, arguments, now, runAt);
        Lane = organizationId ?? Guid.Empty;
    }

    public Id<Job> Id { get; private set; }
    public Guid? OrganizationId { get; private set; }

    /// <summary>Lanes take turns, so that one organization's thousand jobs do not keep another's one waiting.</summary>
    public Guid Lane { get; private set; }
    public string Kind { get; private set; } = "";
    public string Arguments { get; private set; } = "";
    public JobState State { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset RunAt { get; private set; }

    /// <summary>Until when a runner has it; after that it is taken for lost and given to another.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>The runner that has it.</summary>
    public Guid? LeasedBy { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public string? Failure { get; private set; }

    /// <summary>Once more from the beginning, at once, with all attempts ahead.</summary>
    public void Retry(DateTimeOffset now) => (State, Attempts, RunAt, FinishedAt) = (JobState.Queued, 0, now, null);

    /// <summary>Never any more. The row stays for as long as those that ended by themselves.</summary>
    public void Discard(DateTimeOffset now) => (State, FinishedAt) = (JobState.Discarded, now);
}

sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> entity)
    {
        entity.ToTable("jobs", "platform").Grant(Grants.Change, ops: Grants.All);
        entity.HasKey(row => row.Id);
        entity.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.Kind).HasMaxLength(60);
        entity.Property(row => row.Arguments).HasColumnType("jsonb");
        entity.HasIndex(row => new { row.Lane, row.RunAt }).HasFilter("state = 'Queued'").HasDatabaseName("ix_jobs_waiting");
        entity.HasIndex(row => row.LeasedUntil).HasFilter("state = 'Running'").HasDatabaseName("ix_jobs_running");
        entity.HasIndex(row => row.FinishedAt).HasFilter("finished_at is not null").HasDatabaseName("ix_jobs_finished");
    }
}
