namespace App.BulkChanges;

static class BulkChangeProblems
{
    public static readonly Problem TooMany = new(400, "too_many_selected", "Too many records are selected",
        $"A bulk change can have up to {BulkChange.Most:N0} records. Narrow the filter, or change them in several steps.");

    public static readonly Problem NothingSelected = new(400, "nothing_selected", "No records are selected",
        "None of the selected records exist any more. Reload the list and select again.");

    public static readonly Problem Ended = new(409, "bulk_change_ended", "The bulk change has ended",
        "It has already finished or was stopped. Reload the page to see its result.");

    public static readonly Problem NotUndoable = new(409, "bulk_change_not_undoable", "The bulk change cannot be undone",
        "It is still running, was already undone, has changed nothing, is older than 24 hours, or its action cannot be undone.");

    public static IReadOnlyList<Problem> All => [TooMany, NothingSelected, Ended, NotUndoable, BulkBefore.ChangedSince];
}
