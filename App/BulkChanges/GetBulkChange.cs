using Microsoft.EntityFrameworkCore;

namespace App.BulkChanges;

/// <summary>Returns how far a bulk change is, with the first records that could not be changed.</summary>
public sealed class GetBulkChange(Gate gate, BulkActions actions) : Query<GetBulkChange.Request, GetBulkChange.Progress>(gate)
{
    /// <summary>The most failures that are returned.</summary>
    public const int MostFailures = 500;

    /// <param name="Id">The bulk change.</param>
    /// <param name="WithFailures">True to return the records that could not be changed.</param>
    public sealed record Request(Id<BulkChange> Id, bool WithFailures = false) : IRequest;

    /// <param name="Change">The bulk change.</param>
    /// <param name="Failures">The first records that could not be changed, in the order of the list.</param>
    public sealed record Progress(BulkChangeView Change, IReadOnlyList<Failure> Failures);

    /// <param name="RecordId">Id of the record.</param>
    /// <param name="Label">Number, code or name of the record.</param>
    /// <param name="Code">Code of the problem.</param>
    /// <param name="Detail">The problem in a sentence.</param>
    public sealed record Failure(Guid RecordId, string Label, string Code, string Detail);

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "bulk_change.get";

    protected override async Task<Result<Progress>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var change = await context.Db.BulkChanges.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Id, ct);
        if (change is null || !actions.May(context, change))
            return Problem.Missing("The bulk change");
        if (!request.WithFailures)
            return new Progress(BulkChangeView.Of(change), []);
        var failures = await context.FinalRead().BulkItems
            .Where(item => item.BulkChangeId == request.Id && item.State == BulkItemState.Failed)
            .OrderBy(item => item.Position).Take(MostFailures)
            .Select(item => new Failure(item.RecordId, item.Label, item.Code ?? "", item.Detail ?? "")).ToListAsync(ct);
        return new Progress(BulkChangeView.Of(change), failures);
    }
}
