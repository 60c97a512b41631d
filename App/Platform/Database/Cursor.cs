using System.Text;

namespace App.Platform.Database;

/// <summary>Marks where a page begins: the sort key and id of the row next to it, the direction and the order.</summary>
/// <param name="Key">Sort key of the row; empty if the list is ordered by id only.</param>
/// <param name="Id">Id of the row.</param>
/// <param name="Backward">Whether the page ends at the row instead of beginning after it.</param>
/// <param name="Sort">Order of the list, such as <c>-total</c>; null for the list's own order.</param>
public sealed record Cursor(string Key, Guid Id, bool Backward, string? Sort = null)
{
    /// <summary>Longest text of a cursor, in characters: half of the longest request line that the server reads.</summary>
    const int Longest = 4000;

    const byte BackwardFlag = 1, SortFlag = 2;
    const int SortAt = 17;

    /// <summary>Gets the cursor from which a list ordered by the last change begins.</summary>
    public static Cursor BeforeAllChanges { get; } = new("0", Guid.Empty, Backward: false, PageRequest.ByUpdate);

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Writes one byte of flags, the id, the sort if there is one (its length and its ASCII characters) and the key as UTF-8, so
    /// that 200 characters of any alphabet stay below <see cref="Longest"/>. JSON would need up to six bytes for each character.
    /// </summary>
    public override string ToString()
    {
        var keyAt = SortAt + (Sort is null ? 0 : 1 + Sort.Length);
        var bytes = new byte[keyAt + Encoding.UTF8.GetByteCount(Key)];
        bytes[0] = (byte)((Backward ? BackwardFlag : 0) | (Sort is null ? 0 : SortFlag));
        Id.TryWriteBytes(bytes.AsSpan(1), bigEndian: true, out _);
        if (Sort is not null)
        {
            bytes[SortAt] = (byte)Sort.Length;
            Encoding.ASCII.GetBytes(Sort, bytes.AsSpan(SortAt + 1));
        }
        Encoding.UTF8.GetBytes(Key, bytes.AsSpan(keyAt));
        return System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string text, out Cursor? cursor)
    {
        cursor = null;
        if (text.Length > Longest)
            return false;
        try
        {
            var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(text);
            if (bytes.Length < SortAt || bytes[0] > (BackwardFlag | SortFlag))
                return false;
            var keyAt = SortAt;
            string? sort = null;
            if ((bytes[0] & SortFlag) != 0)
            {
                if (bytes.Length <= SortAt || bytes.Length < SortAt + 1 + bytes[SortAt])
                    return false;
                keyAt = SortAt + 1 + bytes[SortAt];
                sort = Strict.GetString(bytes.AsSpan(SortAt + 1, bytes[SortAt]));
            }
            var key = Strict.GetString(bytes.AsSpan(keyAt));
            if (key.Contains('\0', StringComparison.Ordinal))
                return false;
            cursor = new Cursor(
                key, new Guid(bytes.AsSpan(1, 16), bigEndian: true), (bytes[0] & BackwardFlag) != 0, sort);
            return true;
        }
        catch (Exception failure) when (failure is FormatException or DecoderFallbackException)
        {
            return false;
        }
    }
}
