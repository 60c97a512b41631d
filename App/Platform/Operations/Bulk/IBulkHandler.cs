using System.Text.Json;

namespace App.Platform.Operations;

/// <summary>Selects the records of a bulk change and changes one record at a time.</summary>
public interface IBulkHandler
{
    /// <summary>Returns what is wrong with the filter or the arguments; null if they are valid.</summary>
    Problem? Check(BulkSelection selection, JsonElement? arguments);

    /// <summary>Returns the selected records that exist, in the order of the list.</summary>
    /// <param name="context">The operation that starts the bulk change.</param>
    /// <param name="selection">The records, or the filter of the list that selects them.</param>
    /// <param name="most">Maximum number of records to return.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyList<BulkTarget>> SelectAsync(
        OperationContext context, BulkSelection selection, int most, CancellationToken ct);

    /// <summary>
    /// Returns what <see cref="UndoAsync"/> needs to know about a record before it is changed, as JSON; null if it needs nothing.
    /// </summary>
    Task<Result<string?>> ReadBeforeAsync(Guid id, CancellationToken ct);

    /// <summary>Changes one record through the operation of the feature.</summary>
    /// <param name="item">The record.</param>
    /// <param name="arguments">Arguments of the bulk change.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<Problem?> ApplyAsync(BulkItemCall item, JsonElement? arguments, CancellationToken ct);

    /// <summary>Brings one record back to what it was. Only called if the action can be undone.</summary>
    /// <param name="item">The record.</param>
    /// <param name="arguments">Arguments of the bulk change that is undone.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<Problem?> UndoAsync(BulkItemCall item, JsonElement? arguments, CancellationToken ct);
}

/// <summary>Selects records by their ids or, if there are none, by the filter of their list.</summary>
/// <param name="Ids">Ids of the records; null to select by filter.</param>
/// <param name="Filter">Filter of the list as JSON, in the form that the handler reads.</param>
public sealed record BulkSelection(IReadOnlyList<Guid>? Ids, JsonElement? Filter);

/// <summary>Represents one selected record.</summary>
/// <param name="Id">Id of the record.</param>
/// <param name="Label">Number, code or name that people know it by.</param>
public sealed record BulkTarget(Guid Id, string Label);

/// <summary>Contains one record of a bulk change.</summary>
/// <param name="Id">Id of the record.</param>
/// <param name="Key">Idempotency key: a call that is repeated after a crash changes nothing.</param>
/// <param name="Before">What <see cref="IBulkHandler.ReadBeforeAsync"/> returned.</param>
public sealed record BulkItemCall(Guid Id, IdempotencyKey Key, string? Before);
