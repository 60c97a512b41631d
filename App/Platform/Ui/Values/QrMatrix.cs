using System.Text;

namespace App.Platform.Ui;

/// <summary>
/// A QR code (ISO/IEC 18004) of a text, as dark and light squares: byte mode, error correction M. The mask is always the chessboard: masks
/// are there to break up empty areas, and text has none.
/// </summary>
public sealed class QrMatrix
{
    static readonly byte[] CheckBytes = // for each block, by version
        [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28];
    static readonly byte[] Blocks =
        [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49];

    readonly int version;
    readonly bool[,] dark, pattern;

    QrMatrix(int version)
    {
        (this.version, Size) = (version, version * 4 + 17);
        (dark, pattern) = (new bool[Size, Size], new bool[Size, Size]);
    }

    /// <summary>Squares on a side, without the light margin of four that belongs around it.</summary>
    public int Size { get; }

    public bool IsDark(int x, int y) => dark[x, y];

    public static QrMatrix Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = Enumerable.Range(1, 40).FirstOrDefault(one => 4 + CountBits(one) + 8 * bytes.Length <= 8 * DataBytes(one));
        if (version == 0)
            throw new ArgumentException($"{bytes.Length} bytes are too many for a QR code.", nameof(text));
        var matrix = new QrMatrix(version);
        matrix.DrawPatterns();
        matrix.Fill(WithChecks(version, Data(version, bytes)));
        return matrix;
    }

    static int CountBits(int version) => version < 10 ? 8 : 16;

    static int AllBytes(int version)
    {
        var squares = (16 * version + 128) * version + 64;
        var lines = version / 7 + 2;
        return (version == 1 ? squares : squares - (25 * lines - 10) * lines + 55 - (version >= 7 ? 36 : 0)) / 8;
    }

    static int DataBytes(int version) => AllBytes(version) - CheckBytes[version - 1] * Blocks[version - 1];

    static byte[] Data(int version, byte[] bytes)
    {
        var bits = new List<bool>();
        void Put(int value, int length)
        {
            for (var i = length - 1; i >= 0; i--)
                bits.Add((value >> i & 1) != 0);
        }
        Put(4, 4); // byte mode
        Put(bytes.Length, CountBits(version));
        foreach (var one in bytes)
            Put(one, 8);
        var room = DataBytes(version);
        Put(0, Math.Min(4, 8 * room - bits.Count));
        Put(0, (8 - bits.Count % 8) % 8);
        for (var pad = 0xEC; bits.Count < 8 * room; pad ^= 0xEC ^ 0x11)
            Put(pad, 8);
        return [.. bits.Chunk(8).Select(eight => eight.Aggregate((byte)0, (sum, bit) => (byte)(sum << 1 | (bit ? 1 : 0))))];
    }

    /// <summary>Cut into blocks, each with its Reed-Solomon bytes, and interleaved.</summary>
    static IEnumerable<byte> WithChecks(int version, byte[] data)
    {
        var (count, checks, all) = (Blocks[version - 1], CheckBytes[version - 1], AllBytes(version));
        var (length, shorter) = (all / count - checks, count - all % count);
        var (blocks, at) = (new List<byte[]>(), 0);
        for (var i = 0; i < count; i++)
        {
            var next = at + length + (i < shorter ? 0 : 1);
            blocks.Add(data[at..next]);
            at = next;
        }
        var ends = blocks.Select(block => Remainder(block, checks)).ToList();
        return Enumerable.Range(0, length + 1).SelectMany(i => blocks.Where(block => i < block.Length).Select(block => block[i]))
            .Concat(Enumerable.Range(0, checks).SelectMany(i => ends.Select(end => end[i])));
    }

    static byte[] Remainder(byte[] data, int degree)
    {
        var divisor = new byte[degree];
        divisor[^1] = 1;
        for (int i = 0, root = 1; i < degree; i++, root = Multiply((byte)root, 2))
            for (var j = 0; j < degree; j++)
                divisor[j] = (byte)(Multiply(divisor[j], (byte)root) ^ (j + 1 < degree ? divisor[j + 1] : 0));
        var rest = new byte[degree];
        foreach (var one in data)
        {
            var factor = (byte)(one ^ rest[0]);
            Array.Copy(rest, 1, rest, 0, degree - 1);
            rest[^1] = 0;
            for (var j = 0; j < degree; j++)
                rest[j] ^= Multiply(divisor[j], factor);
        }
        return rest;
    }

    /// <summary>In the field of 256 elements with the polynomial 0x11D.</summary>
    static byte Multiply(byte one, byte other)
    {
        var product = 0;
        for (var i = 7; i >= 0; i--)
            product = product << 1 ^ (product >> 7) * 0x11D ^ (other >> i & 1) * one;
        return (byte)product;
    }

    void DrawPatterns()
    {
        for (var i = 0; i < Size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }
        foreach (var (x, y) in new[] { (3, 3), (Size - 4, 3), (3, Size - 4) })
            Rings(x, y, 4, 2, 4);
        var lines = Lines();
        foreach (var x in lines)
            foreach (var y in lines)
                if (!((x == 6 && y == 6) || (x == 6 && y == Size - 7) || (x == Size - 7 && y == 6))) // where the large ones are
                    Rings(x, y, 2, 1, 1);
        DrawFormat();
        if (version >= 7)
            DrawVersion();
    }

    int[] Lines()
    {
        if (version == 1)
            return [];
        var count = version / 7 + 2;
        var step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
        return [6, .. Enumerable.Range(0, count - 1).Select(i => Size - 7 - step * i)];
    }

    void Rings(int x, int y, int radius, int light, int edge)
    {
        for (var dx = -radius; dx <= radius; dx++)
            for (var dy = -radius; dy <= radius; dy++)
                if (x + dx >= 0 && x + dx < Size && y + dy >= 0 && y + dy < Size && Math.Max(Math.Abs(dx), Math.Abs(dy)) is var distance)
                    Set(x + dx, y + dy, distance != light && distance != edge);
    }

    /// <summary>Error correction M and mask 0, twice.</summary>
    void DrawFormat()
    {
        const int bits = 0x5412; // both are zero, and so are their check bits: what is left is the fixed mask
        static bool Bit(int i) => (bits >> i & 1) != 0;
        for (var i = 0; i < 15; i++)
        {
            var (x, y) = i < 8 ? (8, i < 6 ? i : i + 1) : (i == 8 ? 7 : 14 - i, 8);
            Set(x, y, Bit(i));
            Set(i < 8 ? Size - 1 - i : 8, i < 8 ? 8 : Size - 15 + i, Bit(i));
        }
        Set(8, Size - 8, true);
    }

    void DrawVersion()
    {
        var rest = version;
        for (var i = 0; i < 12; i++)
            rest = rest << 1 ^ (rest >> 11) * 0x1F25;
        var bits = version << 12 | rest;
        for (var i = 0; i < 18; i++)
        {
            Set(Size - 11 + i % 3, i / 3, (bits >> i & 1) != 0);
            Set(i / 3, Size - 11 + i % 3, (bits >> i & 1) != 0);
        }
    }

    void Set(int x, int y, bool value) => (dark[x, y], pattern[x, y]) = (value, true);

    /// <summary>In columns of two from the right, up and down by turns.</summary>
    void Fill(IEnumerable<byte> bytes)
    {
        using var bits = bytes.SelectMany(one => Enumerable.Range(0, 8).Select(i => (one >> 7 - i & 1) != 0)).GetEnumerator();
        for (var right = Size - 1; right >= 1; right -= right == 8 ? 3 : 2) // column 6 is a pattern
            for (var i = 0; i < Size; i++)
                foreach (var x in new[] { right, right - 1 })
                    if (((right + 1 & 2) == 0 ? Size - 1 - i : i) is var y && !pattern[x, y])
                        dark[x, y] = (bits.MoveNext() && bits.Current) ^ (x + y) % 2 == 0;
    }
}
