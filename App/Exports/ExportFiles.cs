using System.Globalization;

namespace App.Exports;

/// <summary>Names the files of exports in the store and in the browser.</summary>
static class ExportFiles
{
    const string Root = "exports";

    /// <summary>Returns the folder with all files of an export.</summary>
    public static string FolderOf(Guid organizationId, Guid export) => $"{Root}/{organizationId:N}/{export:N}";

    public static string FileOf(Guid organizationId, Guid export) => $"{FolderOf(organizationId, export)}/file";

    public static string PartOf(Guid organizationId, Guid export, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{FolderOf(organizationId, export)}/part-{number:D6}");

    /// <summary>Returns the name that the browser gives to the file.</summary>
    public static string NameFor(string list, DateTimeOffset createdAt, ExportFormat format) => string.Create(
        CultureInfo.InvariantCulture, $"{list}-{createdAt:yyyy-MM-dd}.{(format == ExportFormat.Csv ? "csv" : "xlsx")}");

    public static string TypeOf(ExportFormat format) => format == ExportFormat.Csv
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}
