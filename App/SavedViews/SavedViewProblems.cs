namespace App.SavedViews;

static class SavedViewProblems
{
    public static readonly Problem TooMany = new(409, "too_many_views", "Too many saved views",
        $"A list can have up to {SavedView.Most} saved views. Delete one that is no longer used.");

    public static IReadOnlyList<Problem> All => [TooMany];
}
