namespace App.Platform.Ui;

/// <summary>
/// Creates element ids, which connect labels to controls. They are unique in the process and therefore on every page.
/// </summary>
internal static class ElementId
{
    static long last;

    internal static string Next(string kind) => $"{kind}-{Interlocked.Increment(ref last)}";
}
