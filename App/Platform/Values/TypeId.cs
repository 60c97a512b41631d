namespace App.Platform.Values;

/// <summary>
/// Formats and parses TypeIDs (specification 0.3): a prefix, an underscore and a 128-bit value, which is written as 26 characters
/// of Crockford's base32 in lower case.
/// </summary>
public static class TypeId
{
    const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    const int Length = 26;

    public static string Format(string prefix, Guid value) =>
        string.Create(prefix.Length + 1 + Length, (prefix, value), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            text[state.prefix.Length] = '_';
            var digits = text[(state.prefix.Length + 1)..];
            var rest = ToNumber(state.value);
            for (var i = Length - 1; i >= 0; i--, rest >>= 5)
                digits[i] = Alphabet[(int)(rest & 31)];
        });

    public static bool TryParse(string prefix, string? text, out Guid value)
    {
        value = default;
        if (text is null || text.Length != prefix.Length + 1 + Length || text[prefix.Length] != '_'
            || !text.StartsWith(prefix, StringComparison.Ordinal))
            return false;

        var digits = text.AsSpan(prefix.Length + 1);
        if (digits[0] > '7') // 26 digits hold 130 bits, so the first digit carries only three
            return false;

        UInt128 number = 0;
        foreach (var digit in digits)
        {
            var bits = Alphabet.IndexOf(digit, StringComparison.Ordinal);
            if (bits < 0)
                return false;
            number = (number << 5) | (uint)bits;
        }
        value = ToGuid(number);
        return true;
    }

    /// <summary>Returns whether the text is a TypeID, whatever its prefix.</summary>
    public static bool IsTypeId(string? text) =>
        text?.LastIndexOf('_') is > 0 and var end && TryParse(text[..end], text, out _);

    static UInt128 ToNumber(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    static Guid ToGuid(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new Guid(bytes, bigEndian: true);
    }
}
