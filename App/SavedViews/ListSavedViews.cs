using Microsoft.EntityFrameworkCore;

namespace App.SavedViews;

/// <summary>Lists the saved views of a list by name: the caller's own and the shared ones.</summary>
public sealed class ListSavedViews(Gate gate) : Query<ListSavedViews.Request, ListSavedViews.Found>(gate)
{
    /// <param name="List">Path of the list's page, such as <c>orders</c>.</param>
    public sealed record Request(string List) : IRequest
    {
        public void Check(Checks checks) => checks.Text(List, SavedView.LongestList, "The list");
    }

    /// <param name="Views">The views, by name.</param>
    /// <param name="Default">The view with which the list opens for the caller; null if with none.</param>
    public sealed record Found(IReadOnlyList<SavedViewView> Views, SavedViewView? Default);

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "saved_view.list";

    protected override async Task<Result<Found>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var views = await context.FinalRead().SavedViews.AsNoTracking().VisibleTo(context.Actor, request.List)
            .OrderBy(view => view.Name).ThenBy(view => view.Id).Select(view => SavedViewView.Of(view)).ToListAsync(ct);
        var opened = views.FirstOrDefault(view => view.IsDefault)
            ?? views.FirstOrDefault(view => context.Actor.Role is { } role && view.DefaultRoles.Contains(role.Role));
        return new Found(views, opened);
    }
}
