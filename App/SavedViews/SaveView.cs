using Microsoft.EntityFrameworkCore;

namespace App.SavedViews;

/// <summary>Saves the filter, order and columns of a list as a new view.</summary>
public sealed class SaveView(Gate gate, PermissionCatalog roles) : Operation<SaveView.Request, SavedViewView>(gate)
{
    /// <param name="List">Path of the list's page, such as <c>orders</c>.</param>
    public sealed record Request(string List, SavedViewDraft Draft) : IRequest
    {
        public void Check(Checks checks) => checks.Text(List, SavedView.LongestList, "The list");
    }

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "saved_view.create";

    protected override async Task<Result<SavedViewView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var checks = new Checks();
        request.Draft.Check(checks, roles);
        if (checks.Problem is { } invalid)
            return invalid;
        if (context.Actor.Kind != ActorKind.Member)
            return Problem.Missing("The list");
        if (request.Draft.IsShared && !context.Actor.May(SavedViewPermissions.Share))
            return await context.ForbiddenAsync(SavedViewPermissions.Share, ct);
        var others = await context.Db.SavedViews.VisibleTo(context.Actor, request.List).ToListAsync(ct);
        if (others.Count >= SavedView.Most)
            return SavedViewProblems.TooMany;

        DefaultViews.Give(context, request.Draft, others);
        var saved = SavedView.Save(request.List, request.Draft, context.Actor, context.Now);
        context.Db.Add(saved);
        var view = SavedViewView.Of(saved);
        context.Note(view.Id.ToString(), view.Name, after: view);
        return view;
    }
}
