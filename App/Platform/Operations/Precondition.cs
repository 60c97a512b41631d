using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace App.Platform.Operations;

/// <summary>
/// Names the version of an object that a caller has read (If-Match, RFC 9110 section 13.1.1). The change is made only if the
/// object still has this version. The Gate compares it with the state before the change in the operation's audit note.
/// </summary>
/// <param name="Versions">Entity tags as the caller sent them, with quotes; <c>*</c> matches any version.</param>
public sealed record Precondition(IReadOnlyList<string> Versions)
{
    /// <summary>Computes the entity tag from an object's JSON, which is the same in API responses and audit entries.</summary>
    public static string VersionOf(ReadOnlySpan<byte> json)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(json, hash);
        return $"\"{Convert.ToHexStringLower(hash[..12])}\"";
    }

    /// <summary>Returns the precondition that the object still is as in this view, which a caller has read.</summary>
    public static Precondition Of(object view)
    {
        var read = view is IVersioned more ? more.Versioned() : view;
        return new([VersionOf(JsonSerializer.SerializeToUtf8Bytes(read, read.GetType(), Json.Options))]);
    }

    /// <summary>Returns true if the object still has one of these versions.</summary>
    /// <param name="before">JSON of the state before the change; null if there was none.</param>
    public bool Holds(string? before) =>
        before is not null && (Versions.Contains("*") || Versions.Contains(VersionOf(Encoding.UTF8.GetBytes(before))));

    /// <summary>Parses the If-Match header; null if the caller sent none. A malformed tag matches no version.</summary>
    public static Precondition? Of(IList<string?> header)
    {
        if (header.Count == 0)
            return null;
        const StringSplitOptions options = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        return new([.. string.Join(',', header).Split(',', options)]);
    }
}
