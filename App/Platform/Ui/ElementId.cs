namespace App.Platform.Ui;

/// <summary>Ids that tie a label to its control. Unique in the process, so in every page.</summary>
internal static class ElementId
{
    static long last;

    internal static string Next(string kind) => $"{kind}-{Interlocked.Increment(ref last)}";
}
