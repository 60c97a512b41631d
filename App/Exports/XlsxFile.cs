using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace App.Exports;

/// <summary>
/// Writes rows as an Excel workbook, one row after the other, so its size does not matter for memory. Text cells are never
/// formulas. Times are in the time zone of the organization, because cells have none.
/// </summary>
static class XlsxFile
{
    /// <summary>Excel cuts off cells that are longer.</summary>
    const int LongestText = 32_767;

    const uint TimeStyle = 1;

    public static async Task WriteAsync(
        Stream file, string title, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows, TimeZoneInfo zone,
        CancellationToken ct)
    {
        using var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        AddStyles(workbook);
        var sheet = workbook.AddNewPart<WorksheetPart>();
        await WriteRowsAsync(sheet, columns, rows, zone, ct);
        workbook.Workbook = new Workbook(new Sheets(
            new Sheet { Name = title, SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
    }

    static async Task WriteRowsAsync(
        WorksheetPart sheet, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows, TimeZoneInfo zone,
        CancellationToken ct)
    {
        using var writer = OpenXmlWriter.Create(sheet);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, columns.Select(column => TextCell(column.Title)));
        await foreach (var row in rows.WithCancellation(ct))
            WriteRow(writer, row.Select(value => CellOf(value, zone)));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    static void WriteRow(OpenXmlWriter writer, IEnumerable<Cell> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
            writer.WriteElement(cell);
        writer.WriteEndElement();
    }

    static Cell CellOf(object? value, TimeZoneInfo zone) => value switch
    {
        decimal number => new Cell(new CellValue(number)) { DataType = CellValues.Number },
        bool flag => new Cell(new CellValue(flag)) { DataType = CellValues.Boolean },
        DateTimeOffset at => TimeCell(TimeZoneInfo.ConvertTime(at, zone).DateTime),
        string text => TextCell(text),
        _ => new Cell(),
    };

    static Cell TimeCell(DateTime local) => new(new CellValue(local.ToOADate().ToString("R", CultureInfo.InvariantCulture)))
    {
        DataType = CellValues.Number,
        StyleIndex = TimeStyle,
    };

    static Cell TextCell(string text) =>
        new(new InlineString(new Text(Allowed(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString,
        };

    /// <summary>Returns the text without what XML cannot contain, cut off at the length that Excel accepts.</summary>
    static string Allowed(string text)
    {
        var allowed = text.All(XmlConvert.IsXmlChar)
            ? text
            : string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));
        return allowed.Length <= LongestText ? allowed : allowed[..LongestText];
    }

    /// <summary>Adds the two styles of cells: none, and a time. Format 22 is the date and time of the reader's locale.</summary>
    static void AddStyles(WorkbookPart workbook) => workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
        new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()),
        new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 22, ApplyNumberFormat = true }));
}
