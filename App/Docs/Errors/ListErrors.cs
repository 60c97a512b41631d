namespace App.Docs.Errors;

/// <summary>Explains the errors of bulk changes, exports and saved views, which the lists of the staff pages offer.</summary>
static class ListErrors
{
    public static readonly ErrorArea Area = new("Lists",
    [
        new("nothing_selected",
            "None of the selected records exist any more.",
            "Reload the list and select again.",
            "too_many_selected"),
        new("too_many_selected",
            "The selection has more records than a bulk change can have. The detail names the number.",
            "Narrow the filter, or change the records in several steps.",
            "nothing_selected"),
        new("bulk_change_ended",
            "The bulk change has finished or was stopped, so it can't be stopped.",
            "Reload the page to see its result.",
            "bulk_change_not_undoable"),
        new("bulk_change_not_undoable",
            "The bulk change is still running, was undone before, has changed nothing, is older than 24 hours, or its action "
            + "can't be undone.",
            "Wait until it has finished. What can't be undone has to be changed back by hand.",
            "bulk_change_ended", "changed_since"),
        new("changed_since",
            "Somebody has changed the record after the bulk change, so undoing it left the record as it is.",
            "Open the record and change it by hand if necessary.",
            "bulk_change_not_undoable", "precondition_failed"),
        new("too_many_exports",
            "Five exports of the organization are running, which is the limit.",
            "Wait until one has finished, or delete one on the page of exports."),
        new("too_many_views",
            "You can use 50 saved views of this list, which is the limit.",
            "Delete a view that is no longer used."),
    ]);
}
