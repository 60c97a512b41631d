namespace App.BulkChanges;

/// <summary>Represents a bulk change on pages and in the audit log.</summary>
/// <param name="Action">Name of the action, such as <c>product.archive</c>.</param>
/// <param name="Total">Number of records.</param>
/// <param name="Done">Number of records that were changed.</param>
/// <param name="Failed">Number of records that could not be changed.</param>
/// <param name="UndoOf">The bulk change that this one undoes.</param>
/// <param name="UndoneBy">The bulk change that undoes this one.</param>
public sealed record BulkChangeView(
    Id<BulkChange> Id, string Action, BulkState State, string MemberName, int Total, int Done, int Failed,
    DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, Id<BulkChange>? UndoOf, Id<BulkChange>? UndoneBy)
{
    public int Open => Total - Done - Failed;

    internal static BulkChangeView Of(BulkChange change) => new(
        change.Id, change.Action, change.State, change.MemberName, change.Total, change.Done, change.Failed, change.CreatedAt,
        change.EndedAt, change.UndoOf, change.UndoneBy);
}
