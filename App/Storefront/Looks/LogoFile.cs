using System.Buffers.Binary;

namespace App.Storefront;

/// <summary>
/// A logo as it was sent: by its first bytes a PNG, JPEG or WebP, whatever its name says, and of a sane size. No SVG: that is a document
/// which may hold script. We never decode one; the reading here looks at its head alone.
/// </summary>
public static class LogoFile
{
    public const int LargestBytes = 200 * 1024, LargestSide = 4000;

    /// <summary>What is wrong with it, for a person; null when nothing is.</summary>
    public static string? Fault(byte[] file) =>
        file.Length > LargestBytes ? $"The logo is larger than {LargestBytes / 1024} kB."
        : TypeOf(file) is null ? "The logo must be a PNG, JPEG or WebP picture."
        : SizeOf(file) is not { Width: > 0 and <= LargestSide, Height: > 0 and <= LargestSide } ? $"The logo must be a whole picture of at most {LargestSide} by {LargestSide} pixels."
        : null;

    public static string? TypeOf(ReadOnlySpan<byte> file) =>
        file.Length > 8 && file[0] == 0x89 && file[1..8].SequenceEqual("PNG\r\n\x1a\n"u8) ? "image/png"
        : file.Length > 3 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF ? "image/jpeg"
        : file.Length > 30 && file[..4].SequenceEqual("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
        : null;

    static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> file) => TypeOf(file) switch
    {
        "image/png" when file.Length > 24 => (Big(file[16..], 4), Big(file[20..], 4)),
        "image/jpeg" => OfJpeg(file),
        "image/webp" => OfWebp(file),
        _ => null,
    };

    /// <summary>The frame header is behind a number of segments, each of which says how long it is.</summary>
    static (int, int)? OfJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF; at += 2 + Big(file[(at + 2)..], 2))
            if (file[at + 1] is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
                return (Big(file[(at + 7)..], 2), Big(file[(at + 5)..], 2));
        return null;
    }

    static (int, int)? OfWebp(ReadOnlySpan<byte> file) => file[12..16] switch
    {
        var kind when kind.SequenceEqual("VP8X"u8) => (1 + Little(file[24..], 3), 1 + Little(file[27..], 3)),
        var kind when kind.SequenceEqual("VP8L"u8) => (1 + (Little(file[21..], 4) & 0x3FFF), 1 + ((Little(file[21..], 4) >> 14) & 0x3FFF)),
        var kind when kind.SequenceEqual("VP8 "u8) => (Little(file[26..], 2) & 0x3FFF, Little(file[28..], 2) & 0x3FFF),
        _ => null,
    };

    static int Big(ReadOnlySpan<byte> bytes, int count) => count == 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadInt32BigEndian(bytes);

    static int Little(ReadOnlySpan<byte> bytes, int count)
    {
        var value = 0;
        for (var i = count - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }
}
