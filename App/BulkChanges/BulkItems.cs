using Microsoft.EntityFrameworkCore;

namespace App.BulkChanges;

/// <summary>Inserts the records of a bulk change, thousands at a time.</summary>
static class BulkItems
{
    public static Task AddAsync(
        OperationContext context, BulkChange change, IReadOnlyList<BulkTarget> targets, CancellationToken ct)
    {
        var ids = targets.Select(target => target.Id).ToArray();
        var labels = targets.Select(target => target.Label).ToArray();
        return context.Db.Database.ExecuteSqlAsync($"""
            insert into bulk_items (organization_id, bulk_change_id, position, record_id, label, state)
            select {context.Organization.Id}, {change.Id.Value}, position, id, label, {nameof(BulkItemState.Waiting)}
            from unnest({ids}, {labels}) with ordinality as target (id, label, position)
            """, ct);
    }

    /// <summary>Copies the records that a bulk change has changed, last one first, to the one that undoes it.</summary>
    public static Task AddUndoneAsync(OperationContext context, BulkChange change, BulkChange undo, CancellationToken ct) =>
        context.Db.Database.ExecuteSqlAsync($"""
            insert into bulk_items (organization_id, bulk_change_id, position, record_id, label, state, before)
            select organization_id, {undo.Id.Value}, row_number() over (order by position desc), record_id, label,
                {nameof(BulkItemState.Waiting)}, before
            from bulk_items
            where organization_id = {context.Organization.Id} and bulk_change_id = {change.Id.Value}
                and state = {nameof(BulkItemState.Done)}
            """, ct);
}
