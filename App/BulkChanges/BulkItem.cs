namespace App.BulkChanges;

public enum BulkItemState { Waiting, Done, Failed }

/// <summary>Represents one record of a bulk change.</summary>
public sealed class BulkItem : IOwned
{
    BulkItem() { }

    public Guid OrganizationId { get; private set; }
    public Id<BulkChange> BulkChangeId { get; private set; }

    /// <summary>Orders the records, from 1.</summary>
    public int Position { get; private set; }
    public Guid RecordId { get; private set; }

    /// <summary>Holds the number, code or name of the record when the bulk change began.</summary>
    public string Label { get; private set; } = "";
    public BulkItemState State { get; private set; }

    /// <summary>Holds what undoing the change needs, as JSON.</summary>
    public string? Before { get; private set; }

    /// <summary>Holds the code and the sentence of the problem if the record could not be changed.</summary>
    public string? Code { get; private set; }
    public string? Detail { get; private set; }
}
