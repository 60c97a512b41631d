using System.Globalization;

namespace App.Storefront;

/// <summary>
/// Represents an sRGB color. It calculates contrast by WCAG 2.2 (relative luminance), and changes lightness while it keeps the
/// hue (OKLCH).
/// </summary>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    public static readonly Rgb White = new(255, 255, 255), Black = new(0, 0, 0);

    /// <summary>Parses a color such as <c>#0e6b58</c>.</summary>
    public static bool TryParse(string? text, out Rgb color)
    {
        color = default;
        if (text is not { Length: 7 } || text[0] != '#')
            return false;
        if (!int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        color = new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    public static Rgb Parse(string text) =>
        TryParse(text, out var color) ? color : throw new FormatException($"'{text}' is not a color.");

    public override string ToString() => $"#{R:X2}{G:X2}{B:X2}";

    /// <summary>Returns the contrast ratio to another color, from 1 (equal luminance) to 21 (black and white).</summary>
    public double ContrastTo(Rgb other)
    {
        var lighter = Math.Max(Luminance, other.Luminance);
        var darker = Math.Min(Luminance, other.Luminance);
        return (lighter + 0.05) / (darker + 0.05);
    }

    double Luminance => 0.2126 * Linear(R) + 0.7152 * Linear(G) + 0.0722 * Linear(B);

    /// <summary>
    /// Returns a color of the same hue with this lightness (0 to 1) and at most this chroma. The chroma is reduced further if the
    /// result would be outside the sRGB gamut.
    /// </summary>
    public Rgb With(double lightness, double mostChroma)
    {
        var (_, a, b) = Oklab();
        var hue = Math.Atan2(b, a);
        for (var chroma = Math.Min(Math.Sqrt(a * a + b * b), mostChroma); ; chroma -= 0.004)
        {
            var nonNegative = Math.Max(chroma, 0);
            if (FromOklab(lightness, nonNegative * Math.Cos(hue), nonNegative * Math.Sin(hue), clip: chroma <= 0) is { } color)
                return color;
        }
    }

    public double Lightness => Oklab().L;

    /// <summary>Converts the color to OKLab with Björn Ottosson's matrices.</summary>
    (double L, double A, double B) Oklab()
    {
        var r = Linear(R);
        var g = Linear(G);
        var b = Linear(B);
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    /// <summary>Converts an OKLab color. Returns null if it is outside the sRGB gamut, unless it is to be clipped.</summary>
    static Rgb? FromOklab(double lightness, double a, double b, bool clip)
    {
        var l = Math.Pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        var m = Math.Pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        var s = Math.Pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        double[] parts =
        [
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
        ];
        if (!clip && !parts.All(part => part is >= -0.0005 and <= 1.0005))
            return null;
        return new(Encoded(parts[0]), Encoded(parts[1]), Encoded(parts[2]));
    }

    static double Linear(byte part)
    {
        var value = part / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    static byte Encoded(double linear)
    {
        var part = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * Math.Pow(part, 1 / 2.4) - 0.055));
    }
}
