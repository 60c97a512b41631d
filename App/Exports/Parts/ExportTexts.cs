using System.Globalization;

namespace App.Exports.Parts;

/// <summary>Contains sentences about exports.</summary>
static class ExportTexts
{
    public static string TooManyRows(ExportFormat format)
    {
        var most = Export.MostRowsOf(format).ToString("N0", CultureInfo.CurrentCulture);
        return format == ExportFormat.Xlsx
            ? $"An Excel file can have up to {most} rows. Choose CSV, or narrow the filter."
            : $"A file can have up to {most} rows. Narrow the filter.";
    }

    /// <summary>Returns a size in bytes in words: "1.4 MB".</summary>
    public static string SizeOf(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1000m:0.#} kB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000_000m:0.#} MB"),
    };
}
