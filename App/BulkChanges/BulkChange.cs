namespace App.BulkChanges;

/// <summary>Says how far a bulk change is. Stopped means that the member may no longer make it.</summary>
public enum BulkState { Running, Finished, Canceled, Stopped }

/// <summary>
/// Represents a change of many records that a member began. Its records are fixed when it begins; a job then changes one after
/// the other in the name of the member.
/// </summary>
public sealed class BulkChange : IOwned, IIdentified
{
    public static string IdPrefix => "blk";

    /// <summary>The most records that one bulk change can have.</summary>
    public const int Most = 10_000;

    /// <summary>A bulk change can be undone for this long.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromHours(24);

    public static readonly Retention Retention = new("prune bulk changes", "23 4 * * *",
        new RetentionRule("bulk_changes", "organization_id, id", "created_at <= $1", TimeSpan.FromDays(30)));

    BulkChange() { }

    internal static BulkChange Begin(
        BulkAction action, string? arguments, int total, Actor actor, DateTimeOffset now, BulkChange? undoes = null) => new()
    {
        Id = Id<BulkChange>.New(now),
        Action = action.Name,
        Arguments = arguments,
        Total = total,
        MemberId = TypeId.TryParse("mem", actor.Id, out var member) ? member : throw new InvalidOperationException("No member."),
        MemberName = actor.Name,
        UndoOf = undoes?.Id,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public Guid OrganizationId { get; private set; }
    public Id<BulkChange> Id { get; private set; }

    /// <summary>Name of the <see cref="BulkAction"/>.</summary>
    public string Action { get; private set; } = "";

    /// <summary>Holds the arguments of the action as JSON; null if it has none.</summary>
    public string? Arguments { get; private set; }
    public Guid MemberId { get; private set; }
    public string MemberName { get; private set; } = "";
    public BulkState State { get; private set; }

    /// <summary>Holds the number of records: all, those that were changed, and those that could not be changed.</summary>
    public int Total { get; private set; }
    public int Done { get; private set; }
    public int Failed { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Names the bulk change that this one undoes; null for others.</summary>
    public Id<BulkChange>? UndoOf { get; private set; }

    /// <summary>Names the bulk change that undoes this one; null if nobody has undone it.</summary>
    public Id<BulkChange>? UndoneBy { get; private set; }

    public void Cancel(DateTimeOffset now)
    {
        State = BulkState.Canceled;
        EndedAt = UpdatedAt = now;
    }

    public void BeUndoneBy(BulkChange undo, DateTimeOffset now)
    {
        UndoneBy = undo.Id;
        UpdatedAt = now;
    }
}
