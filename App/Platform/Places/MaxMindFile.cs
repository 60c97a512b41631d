using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace App.Platform;

/// <summary>
/// A file of the MaxMind DB format, version 2.0 (https://maxmind.github.io/MaxMind-DB/): a binary tree over the bits of addresses, whose leaves
/// point to what is known of a network. Read where it lies on the disk, which may be a hundred megabytes; nothing is kept.
/// </summary>
sealed class MaxMindFile : IDisposable
{
    const int Separator = 16, LongestMetadata = 128 * 1024, Deepest = 32, Version4Bits = 96;
    static readonly byte[] Marker = [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    readonly MemoryMappedFile file;
    readonly MemoryMappedViewAccessor view;
    readonly long length;
    uint nodes;
    int recordSize, version;

    MaxMindFile(string path)
    {
        length = new FileInfo(path).Length;
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    long TreeSize => (long)nodes * recordSize / 4;
    long Data => TreeSize + Separator;

    /// <exception cref="InvalidDataException">It is no such file, or of a later version.</exception>
    public static MaxMindFile Open(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 })
            throw new InvalidDataException("It is empty.");
        var opened = new MaxMindFile(path);
        try
        {
            opened.ReadMetadata();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>What is known of the network that the address is in: maps, lists, text and numbers. Null for nothing.</summary>
    /// <exception cref="InvalidDataException">The file contradicts itself.</exception>
    public object? Find(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && version == 4)
            return null;
        var bits = plain.GetAddressBytes();
        var skipped = plain.AddressFamily == AddressFamily.InterNetwork && version == 6 ? Version4Bits : 0; // 203.0.113.5 is ::203.0.113.5 there
        var node = 0L;
        for (var depth = 0; depth < skipped + bits.Length * 8 && node < nodes; depth++)
            node = Child(node, depth >= skipped && (bits[(depth - skipped) / 8] >> (7 - (depth - skipped) % 8) & 1) == 1);
        if (node < nodes)
            throw new InvalidDataException("Its tree is deeper than an address.");
        if (node == nodes)
            return null;
        var at = TreeSize + node - nodes;
        return Read(ref at, Data, 0);
    }

    long Child(long node, bool right)
    {
        var at = node * recordSize / 4;
        return recordSize switch
        {
            24 => Number(at + (right ? 3 : 0), 3),
            28 => right ? (long)(Byte(at + 3) & 0x0F) << 24 | Number(at + 4, 3) : (long)(Byte(at + 3) >> 4) << 24 | Number(at, 3),
            _ => Number(at + (right ? 4 : 0), 4),
        };
    }

    void ReadMetadata()
    {
        var tail = new byte[Math.Min(length, LongestMetadata)];
        view.ReadArray(length - tail.Length, tail, 0, tail.Length);
        var found = tail.AsSpan().LastIndexOf(Marker);
        if (found < 0)
            throw new InvalidDataException("It has no metadata.");
        var begin = length - tail.Length + found + Marker.Length;
        var at = begin;
        if (Read(ref at, begin, 0) is not Dictionary<string, object> metadata)
            throw new InvalidDataException("Its metadata is no map.");
        long Of(string key) => metadata.GetValueOrDefault(key) is long number ? number : throw new InvalidDataException($"Its metadata lacks {key}.");
        if (Of("binary_format_major_version") != 2)
            throw new InvalidDataException("It is of another version than 2.");
        (nodes, recordSize, version) = ((uint)Of("node_count"), (int)Of("record_size"), (int)Of("ip_version"));
        if (recordSize is not (24 or 28 or 32) || version is not (4 or 6) || Data > length)
            throw new InvalidDataException("Its metadata is wrong.");
    }

    /// <summary>One value, and moves behind it. A pointer counts from the beginning of its section.</summary>
    object Read(ref long at, long section, int depth)
    {
        if (depth > Deepest)
            throw new InvalidDataException("It points in a circle.");
        var control = Byte(at++);
        var type = control >> 5;
        if (type == 1)
        {
            var size = control >> 3 & 3;
            var low = Number(at, size + 1);
            at += size + 1;
            var to = section + (size == 3 ? low : ((long)(control & 7) << 8 * (size + 1) | low) + size switch { 0 => 0, 1 => 2048, _ => 526336 });
            return Read(ref to, section, depth + 1);
        }
        if (type == 0)
            type = 7 + Byte(at++);
        var count = (int)Size(control & 31, ref at);
        switch (type)
        {
            case 7: // map
                var map = new Dictionary<string, object>();
                for (var i = 0; i < count; i++)
                {
                    var key = Read(ref at, section, depth + 1) as string ?? throw new InvalidDataException("A key is no text.");
                    map[key] = Read(ref at, section, depth + 1);
                }
                return map;
            case 11: // list
                var list = new List<object>();
                for (var i = 0; i < count; i++)
                    list.Add(Read(ref at, section, depth + 1));
                return list;
            case 14: // boolean: its size is its value
                return count != 0;
            default:
                var bytes = Bytes(at, count);
                at += count;
                return type switch
                {
                    2 => Encoding.UTF8.GetString(bytes),
                    3 when count == 8 => BinaryPrimitives.ReadDoubleBigEndian(bytes),
                    15 when count == 4 => BinaryPrimitives.ReadSingleBigEndian(bytes),
                    5 or 6 or 8 when count <= 4 => bytes.Aggregate(0L, (sum, one) => sum << 8 | one),
                    4 or 9 or 10 => bytes,
                    _ => throw new InvalidDataException($"It holds a value of type {type}."),
                };
        }
    }

    long Size(int size, ref long at)
    {
        var more = Math.Max(0, size - 28);
        var read = Number(at, more);
        at += more;
        return size switch { < 29 => size, 29 => 29 + read, 30 => 285 + read, _ => 65821 + read };
    }

    long Number(long at, int count)
    {
        var sum = 0L;
        for (var i = 0; i < count; i++)
            sum = sum << 8 | Byte(at + i);
        return sum;
    }

    byte Byte(long at) => at >= 0 && at < length ? view.ReadByte(at) : throw new InvalidDataException("It points outside itself.");

    byte[] Bytes(long at, int count)
    {
        if (at < 0 || at + count > length)
            throw new InvalidDataException("It points outside itself.");
        var bytes = new byte[count];
        view.ReadArray(at, bytes, 0, count);
        return bytes;
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
