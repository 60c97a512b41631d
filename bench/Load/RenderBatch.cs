using System.Buffers.Binary;
using System.Text;

namespace Load;

/// <summary>
/// Reads from a render batch of a circuit which id the server gave to the handler of an event. The format is that of ASP.NET
/// Core's RenderBatchWriter: five offsets at the end, and frames of 20 bytes.
/// </summary>
static class RenderBatch
{
    const int FrameSize = 20, Attribute = 3;

    /// <summary>Returns the id of the last handler of the event in the batch; null if there is none.</summary>
    /// <param name="batch">The content of the batch.</param>
    /// <param name="attribute">Name of the attribute, such as "oninput".</param>
    public static ulong? HandlerOf(ReadOnlySpan<byte> batch, string attribute)
    {
        var frames = Int(batch, batch.Length - 16);
        var strings = Int(batch, batch.Length - 4);
        ulong? found = null;
        for (var (i, at) = (Int(batch, frames), frames + 4); i > 0; i--, at += FrameSize)
        {
            var handler = BinaryPrimitives.ReadUInt64LittleEndian(batch[(at + 12)..]);
            if (Int(batch, at) == Attribute && handler > 0 && Text(batch, strings, Int(batch, at + 4)) == attribute)
                found = handler;
        }
        return found;
    }

    static int Int(ReadOnlySpan<byte> batch, int at) => BinaryPrimitives.ReadInt32LittleEndian(batch[at..]);

    static string Text(ReadOnlySpan<byte> batch, int strings, int index)
    {
        var at = Int(batch, strings + 4 * index);
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = batch[at++];
            length |= (part & 0x7f) << shift;
            if (part < 0x80)
                return Encoding.UTF8.GetString(batch.Slice(at, length));
        }
    }
}
