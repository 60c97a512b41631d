namespace App.SavedViews;

/// <summary>Keeps at most one view with which a list opens, for each member and each role.</summary>
static class DefaultViews
{
    /// <summary>
    /// Lets the other views of the list give way to a view that is saved, with an audit entry for each one that changes.
    /// </summary>
    public static void Give(OperationContext context, SavedViewDraft saved, IEnumerable<SavedView> others)
    {
        foreach (var other in others.Where(other => other.CompetesWith(saved)))
        {
            var before = SavedViewView.Of(other);
            other.YieldTo(saved, context.Now);
            var after = SavedViewView.Of(other);
            context.NoteRelated("saved_view.update", after.Id.ToString(), after.Name, before, after);
        }
    }
}
