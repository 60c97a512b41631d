using System.Globalization;
using System.Text;

namespace App.Platform.Database;

/// <summary>Marks where a page begins: the sort key and id of the row next to it, the direction and the order.</summary>
/// <param name="Key">Sort key of the row; empty if the list is ordered by id only.</param>
/// <param name="Id">Id of the row.</param>
/// <param name="Backward">Whether the page ends at the row instead of beginning after it.</param>
/// <param name="IsByUpdate">Whether the list is ordered by the last change; the key is then a transaction number.</param>
public sealed record Cursor(string Key, Guid Id, bool Backward, bool IsByUpdate = false)
{
    /// <summary>Longest text of a cursor, in characters: half of the longest request line that the server reads.</summary>
    const int Longest = 4000;

    const byte BackwardFlag = 1, UpdateFlag = 2;
    const int KeyAt = 17;

    /// <summary>Gets the cursor from which a list ordered by the last change begins.</summary>
    public static Cursor BeforeAllChanges { get; } = new("0", Guid.Empty, Backward: false, IsByUpdate: true);

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Writes one byte of flags, the id and the key as UTF-8, so that 200 characters of any alphabet stay below
    /// <see cref="Longest"/>. JSON would need up to six bytes for each character.
    /// </summary>
    public override string ToString()
    {
        var bytes = new byte[KeyAt + Encoding.UTF8.GetByteCount(Key)];
        bytes[0] = (byte)((Backward ? BackwardFlag : 0) | (IsByUpdate ? UpdateFlag : 0));
        Id.TryWriteBytes(bytes.AsSpan(1), bigEndian: true, out _);
        Encoding.UTF8.GetBytes(Key, bytes.AsSpan(KeyAt));
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
            if (bytes.Length < KeyAt || bytes[0] > (BackwardFlag | UpdateFlag))
                return false;
            var read = new Cursor(
                Strict.GetString(bytes.AsSpan(KeyAt)), new Guid(bytes.AsSpan(1, 16), bigEndian: true),
                (bytes[0] & BackwardFlag) != 0, (bytes[0] & UpdateFlag) != 0);
            if (read.Key.Contains('\0', StringComparison.Ordinal) || (read.IsByUpdate && !IsNumber(read.Key)))
                return false;
            cursor = read;
            return true;
        }
        catch (Exception failure) when (failure is FormatException or DecoderFallbackException)
        {
            return false;
        }
    }

    static bool IsNumber(string key) => ulong.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
