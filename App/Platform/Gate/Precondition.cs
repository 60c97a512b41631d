using System.Security.Cryptography;
using System.Text;

namespace App.Platform;

/// <summary>
/// What a caller has read before it asks for a change (If-Match, RFC 9110 section 13.1.1): the change is made only if the object is still
/// as it was then. Compared by the Gate with what the operation notes as the state before.
/// </summary>
/// <param name="Versions">Entity tags as the caller sent them, quotes included; <c>*</c> for whatever is there.</param>
public sealed record Precondition(IReadOnlyList<string> Versions)
{
    /// <summary>The entity tag of a representation: of its JSON, as the API writes it and as the audit entry keeps it.</summary>
    public static string VersionOf(ReadOnlySpan<byte> json)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(json, hash);
        return $"\"{Convert.ToHexStringLower(hash[..12])}\"";
    }

    /// <param name="before">JSON of the state before the change; null when there was none.</param>
    public bool Holds(string? before) => before is not null && (Versions.Contains("*") || Versions.Contains(VersionOf(Encoding.UTF8.GetBytes(before))));

    /// <summary>Null when the caller sent none. A tag that is no tag matches nothing.</summary>
    public static Precondition? Of(IList<string?> header) =>
        header.Count == 0 ? null : new([.. string.Join(',', header).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);
}
