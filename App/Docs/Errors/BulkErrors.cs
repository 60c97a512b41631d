namespace App.Docs.Errors;

/// <summary>Explains the errors of bulk changes, which the lists of the staff pages begin.</summary>
static class BulkErrors
{
    public static readonly ErrorArea Area = new("Bulk changes",
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
    ]);
}
