namespace App.BulkChanges;

public static class BulkChangeJobs
{
    /// <summary>Changes the next records of a bulk change. Its subject is the bulk change.</summary>
    public static readonly JobKind Run = new("bulk_change.run", JobQueues.Bulk) { Title = "Bulk change" };
}
