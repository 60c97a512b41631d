using System.Buffers.Binary;

namespace App.Storefront;

/// <summary>
/// Validates uploaded logo files. A file must be a PNG, JPEG or WebP by its first bytes, regardless of its name, and of limited
/// size. SVG is not accepted because it is a document that can contain scripts. Files are never decoded; only their headers are
/// read.
/// </summary>
public static class LogoFile
{
    public const int LargestBytes = 200 * 1024, LargestSide = 4000;

    /// <summary>Returns a message that says why the file is not accepted, or null if it is.</summary>
    public static string? Fault(byte[] file)
    {
        if (file.Length > LargestBytes)
            return $"The logo is larger than {LargestBytes / 1024} kB.";
        if (TypeOf(file) is null)
            return "The logo must be a PNG, JPEG or WebP image.";
        if (SizeOf(file) is not { Width: > 0 and <= LargestSide, Height: > 0 and <= LargestSide })
            return $"The logo must be a complete image of at most {LargestSide} by {LargestSide} pixels.";
        return null;
    }

    /// <summary>Returns the content type, or null if the file is none of the accepted types.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> file)
    {
        if (file.Length > 8 && file[0] == 0x89 && file[1..8].SequenceEqual("PNG\r\n\x1a\n"u8))
            return "image/png";
        if (file.Length > 3 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF)
            return "image/jpeg";
        if (file.Length > 30 && file[..4].SequenceEqual("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8))
            return "image/webp";
        return null;
    }

    static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> file) => TypeOf(file) switch
    {
        "image/png" when file.Length > 24 => (BigEndian(file[16..], 4), BigEndian(file[20..], 4)),
        "image/jpeg" => SizeOfJpeg(file),
        "image/webp" => SizeOfWebp(file),
        _ => null,
    };

    /// <summary>
    /// Reads the size from the frame header, skipping the segments before it. Each segment starts with its length.
    /// </summary>
    static (int, int)? SizeOfJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF; at += 2 + BigEndian(file[(at + 2)..], 2))
            if (file[at + 1] is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
                return (BigEndian(file[(at + 7)..], 2), BigEndian(file[(at + 5)..], 2));
        return null;
    }

    static (int, int)? SizeOfWebp(ReadOnlySpan<byte> file)
    {
        var kind = file[12..16];
        if (kind.SequenceEqual("VP8X"u8))
            return (1 + LittleEndian(file[24..], 3), 1 + LittleEndian(file[27..], 3));
        if (kind.SequenceEqual("VP8L"u8))
        {
            var bits = LittleEndian(file[21..], 4);
            return (1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }
        if (kind.SequenceEqual("VP8 "u8))
            return (LittleEndian(file[26..], 2) & 0x3FFF, LittleEndian(file[28..], 2) & 0x3FFF);
        return null;
    }

    static int BigEndian(ReadOnlySpan<byte> bytes, int count) =>
        count == 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadInt32BigEndian(bytes);

    static int LittleEndian(ReadOnlySpan<byte> bytes, int count)
    {
        var value = 0;
        for (var i = count - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }
}
