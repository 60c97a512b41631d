namespace App.Exports;

public static class ExportJobs
{
    /// <summary>Reads the next rows of an export. Its subject is the export.</summary>
    public static readonly JobKind Run = new("export.run", JobQueues.Bulk) { Title = "Export" };
}
