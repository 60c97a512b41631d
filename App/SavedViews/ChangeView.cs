using Microsoft.EntityFrameworkCore;

namespace App.SavedViews;

/// <summary>Changes the name, filter, order, columns or users of a saved view.</summary>
public sealed class ChangeView(Gate gate, PermissionCatalog roles) : Operation<ChangeView.Request, SavedViewView>(gate)
{
    public sealed record Request(Id<SavedView> Id, SavedViewDraft Draft) : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "saved_view.update";

    protected override async Task<Result<SavedViewView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var checks = new Checks();
        request.Draft.Check(checks, roles);
        if (checks.Problem is { } invalid)
            return invalid;
        if (await context.LockAsync(request.Id, ct) is not { } saved || (!saved.IsShared && saved.MemberId != context.Actor.Id))
            return Problem.Missing("The view");
        if ((saved.IsShared || request.Draft.IsShared) && !context.Actor.May(SavedViewPermissions.Share))
            return await context.ForbiddenAsync(SavedViewPermissions.Share, ct);

        var before = SavedViewView.Of(saved);
        var others = await context.Db.SavedViews.VisibleTo(context.Actor, saved.List)
            .Where(view => view.Id != saved.Id).ToListAsync(ct);
        DefaultViews.Give(context, request.Draft, others);
        saved.Become(request.Draft, context.Now);
        var view = SavedViewView.Of(saved);
        context.NoteUpdate(view.Id.ToString(), view.Name, before, view);
        return view;
    }
}
