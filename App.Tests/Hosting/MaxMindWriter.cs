using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace App.Tests;

/// <summary>
/// Writes a small file in the MaxMind DB format, following its specification. The reader is tested with such files because the
/// license of the real ones does not allow us to ship them.
/// </summary>
sealed class MaxMindWriter(int recordSize, int ipVersion = 6)
{
    sealed class Node
    {
        public readonly Node?[] Children = new Node?[2];
        public long? Data;
    }

    readonly Node root = new();
    readonly List<byte> data = [];
    readonly Dictionary<string, long> texts = [];

    /// <param name="network">A network in CIDR notation, such as 203.0.113.0/24.</param>
    /// <param name="values">The record of the network: maps, strings, lists, numbers, booleans.</param>
    public MaxMindWriter Add(string network, object values)
    {
        var parsed = IPNetwork.Parse(network);
        var bits = parsed.BaseAddress.GetAddressBytes();
        var at = (long)data.Count;
        Write(data, values, texts);
        var skipped = ipVersion == 6 && parsed.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 96 : 0;
        var node = root;
        for (var depth = 0; depth < skipped + parsed.PrefixLength; depth++)
            node = node.Children[depth < skipped ? 0 : bits[(depth - skipped) / 8] >> (7 - (depth - skipped) % 8) & 1] ??= new();
        node.Data = at;
        return this;
    }

    public byte[] ToArray()
    {
        var order = new List<Node>();
        void Visit(Node node)
        {
            order.Add(node);
            foreach (var child in node.Children)
                if (child is { Data: null })
                    Visit(child);
        }
        Visit(root);
        var file = new List<byte>();
        foreach (var node in order)
        {
            var left = RecordOf(node.Children[0]);
            var right = RecordOf(node.Children[1]);
            byte[] record = recordSize switch
            {
                24 => [.. BigEndian(left).Skip(5), .. BigEndian(right).Skip(5)],
                28 => [.. BigEndian(left).Skip(5), (byte)((left >> 24) << 4 | right >> 24), .. BigEndian(right).Skip(5)],
                _ => [.. BigEndian(left).Skip(4), .. BigEndian(right).Skip(4)],
            };
            file.AddRange(record);
        }
        file.AddRange(new byte[16]);
        file.AddRange([.. data]);
        file.AddRange([0xAB, 0xCD, 0xEF]);
        file.AddRange("MaxMind.com"u8);
        var metadata = new List<byte>(); // pointers in the metadata are relative to the start of this section
        Write(metadata, new Dictionary<string, object>
        {
            ["binary_format_major_version"] = (ushort)2, ["binary_format_minor_version"] = (ushort)0,
            ["build_epoch"] = 1767323045UL,
            ["database_type"] = "Test-City", ["description"] = new Dictionary<string, object> { ["en"] = "Made by a test" },
            ["ip_version"] = (ushort)ipVersion, ["languages"] = new object[] { "en" },
            ["node_count"] = order.Count, ["record_size"] = (ushort)recordSize,
        }, []);
        file.AddRange([.. metadata]);
        return [.. file];

        long RecordOf(Node? child) =>
            child is null ? order.Count : child.Data is { } at ? order.Count + 16 + at : order.IndexOf(child);
    }

    static byte[] BigEndian(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>Writes a pointer for a string that was already written.</summary>
    static void Write(List<byte> to, object value, Dictionary<string, long> texts)
    {
        switch (value)
        {
            case string text when texts.TryGetValue(text, out var at):
                if (at < 2048)
                    to.AddRange([(byte)(1 << 5 | at >> 8), (byte)at]);
                else
                    to.AddRange([(byte)(1 << 5 | 1 << 3 | (at - 2048) >> 16), (byte)((at - 2048) >> 8), (byte)(at - 2048)]);
                break;
            case string text:
                texts[text] = to.Count;
                var bytes = Encoding.UTF8.GetBytes(text);
                Head(to, 2, bytes.Length);
                to.AddRange(bytes);
                break;
            case ushort number:
                Head(to, 5, 2);
                to.AddRange(BigEndian(number).Skip(6));
                break;
            case ulong number:
                Head(to, 9, 8);
                to.AddRange(BigEndian((long)number));
                break;
            case int number:
                Head(to, 6, 4);
                to.AddRange(BigEndian(number).Skip(4));
                break;
            case double number:
                Head(to, 3, 8);
                to.AddRange(BigEndian(BitConverter.DoubleToInt64Bits(number)));
                break;
            case bool flag:
                Head(to, 14, flag ? 1 : 0);
                break;
            case Dictionary<string, object> map:
                Head(to, 7, map.Count);
                foreach (var (key, one) in map)
                {
                    Write(to, key, texts);
                    Write(to, one, texts);
                }
                break;
            case object[] list:
                Head(to, 11, list.Length);
                foreach (var one in list)
                    Write(to, one, texts);
                break;
        }
    }

    static void Head(List<byte> to, int type, int size)
    {
        var (low, more) = size switch { < 29 => (size, 0), < 285 => (29, 1), < 65821 => (30, 2), _ => (31, 3) };
        to.Add((byte)((type > 7 ? 0 : type) << 5 | low));
        if (type > 7)
            to.Add((byte)(type - 7));
        to.AddRange(BigEndian(size - (more switch { 0 => size, 1 => 29, 2 => 285, _ => 65821 })).Skip(8 - more));
    }
}
