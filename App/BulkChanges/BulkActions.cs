namespace App.BulkChanges;

/// <summary>Finds the bulk actions that the features declare.</summary>
public sealed class BulkActions(IReadOnlyList<BulkAction> all)
{
    public IReadOnlyList<BulkAction> All => all;

    public BulkAction? Find(string name) => all.FirstOrDefault(action => action.Name == name);

    /// <summary>Returns whether the actor may make this change, and so see and stop it.</summary>
    public bool May(OperationContext context, BulkChange change) =>
        Find(change.Action) is { } action && context.Actor.May(action.Permission);

    /// <summary>Returns the label of a bulk change in the audit log: "Archive 12 products".</summary>
    public string LabelOf(BulkChange change) =>
        Find(change.Action) is { } action ? action.Asked(change.Total) : change.Action;
}
