using System.Text.Json;

namespace App.Platform.Operations;

/// <summary>Writes and reads what undoing the change of one record needs.</summary>
public static class BulkBefore
{
    /// <summary>Reports that a record was changed after a bulk change, so undoing that leaves it as it is.</summary>
    public static readonly Problem ChangedSince = new(409, "changed_since", "Changed since",
        "Someone has changed this since, so it was left as it is.");

    public static string Write<T>(T before) => JsonSerializer.Serialize(before, Json.Options);

    public static T Read<T>(BulkItemCall item) => JsonSerializer.Deserialize<T>(
        item.Before ?? throw new InvalidOperationException("Nothing was stored before the change."), Json.Options)!;
}
