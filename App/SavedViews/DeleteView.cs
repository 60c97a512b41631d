namespace App.SavedViews;

/// <summary>Deletes a saved view. The list itself stays as it is.</summary>
public sealed class DeleteView(Gate gate) : Operation<DeleteView.Request, SavedViewView>(gate)
{
    public sealed record Request(Id<SavedView> Id) : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "saved_view.delete";

    protected override async Task<Result<SavedViewView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, ct) is not { } saved || (!saved.IsShared && saved.MemberId != context.Actor.Id))
            return Problem.Missing("The view");
        if (saved.IsShared && !context.Actor.May(SavedViewPermissions.Share))
            return await context.ForbiddenAsync(SavedViewPermissions.Share, ct);
        var view = SavedViewView.Of(saved);
        context.Db.Remove(saved);
        context.Note(view.Id.ToString(), view.Name, before: view);
        return view;
    }
}
