namespace App.BulkChanges;

/// <summary>
/// Stops a bulk change after the record that it is changing. What was changed stays changed. The member who began it can stop it,
/// and everyone who may make the same change.
/// </summary>
public sealed class CancelBulkChange(Gate gate, BulkActions actions) : Operation<CancelBulkChange.Request, BulkChangeView>(gate)
{
    public sealed record Request(Id<BulkChange> Id) : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "bulk_change.cancel";

    protected override async Task<Result<BulkChangeView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, ct) is not { } change || !actions.May(context, change))
            return Problem.Missing("The bulk change");
        if (change.State != BulkState.Running)
            return BulkChangeProblems.Ended;
        var before = BulkChangeView.Of(change);
        change.Cancel(context.Now);
        var view = BulkChangeView.Of(change);
        context.Note(view.Id.ToString(), actions.LabelOf(change), before, view);
        return view;
    }
}
