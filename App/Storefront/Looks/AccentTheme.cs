using System.Security.Cryptography;
using System.Text;

namespace App.Storefront;

/// <summary>
/// The contrast guard: from one color of an organization's choosing, every color that its storefront needs of it, each readable where it
/// is used. No brand color is refused, and none that fails is put on a page: it is darkened (on paper) or lightened (in the dark) until
/// text in it has 4.5:1 on every ground that it stands on. A pure function.
/// </summary>
public sealed class AccentTheme
{
    public const double Readable = 4.5, Visible = 3;

    /// <summary>What a storefront without a color of its own wears.</summary>
    public static readonly Rgb Ours = Rgb.Parse("#0E6B58");

    static readonly Rgb Ink = Rgb.Parse("#1C1B18");

    // The grounds and the focus color of tokens.css; a test holds the two together.
    internal static readonly Ground Paper = new([Rgb.White, Rgb.Parse("#F6F5F1"), Rgb.Parse("#EFEDE6")], Rgb.Parse("#1F5FBF"));
    internal static readonly Ground Night = new([Rgb.Parse("#1C1E1B"), Rgb.Parse("#141513"), Rgb.Parse("#252823")], Rgb.Parse("#8AB4F8"));

    /// <summary>Surface, page and well, and the ring that is used where the accent would not be seen.</summary>
    internal sealed record Ground(Rgb[] Surfaces, Rgb Focus);

    /// <param name="Brand">The color as it was chosen: for areas.</param>
    /// <param name="OnBrand">Text on it.</param>
    /// <param name="Strong">For text and buttons.</param>
    /// <param name="Hover">The same under a hand.</param>
    /// <param name="OnStrong">Text on both.</param>
    /// <param name="Soft">Behind what is selected.</param>
    /// <param name="Focus">The ring.</param>
    public sealed record Tones(Rgb Brand, Rgb OnBrand, Rgb Strong, Rgb Hover, Rgb OnStrong, Rgb Soft, Rgb Focus);

    AccentTheme(Rgb accent)
    {
        (Accent, Light, Dark) = (accent, Derive(accent, Paper, 0.95, 0.03, -0.01), Derive(accent, Night, 0.30, 0.04, 0.01));
        Sheet = Write();
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))[..16];
    }

    public static AccentTheme Of(Rgb accent) => new(accent);

    /// <summary>Null for an organization that has chosen no color: its storefront wears ours.</summary>
    public static AccentTheme? Of(string? accent) => Rgb.TryParse(accent, out var color) ? new(color) : null;

    public Rgb Accent { get; }
    public Tones Light { get; }
    public Tones Dark { get; }

    /// <summary>The style sheet.</summary>
    public string Sheet { get; }

    /// <summary>Of the sheet: part of its address, so that it can be kept for good.</summary>
    public string Hash { get; }

    static Tones Derive(Rgb accent, Ground ground, double softness, double softChroma, double step)
    {
        var soft = accent.With(softness, softChroma);
        var strong = accent;
        for (var lightness = accent.Lightness; ground.Surfaces.Append(soft).Any(surface => surface.ContrastTo(strong) < Readable); lightness += step)
            strong = accent.With(Math.Clamp(lightness + step, 0, 1), 0.4); // black and white, at the ends, stand out from every ground
        var hover = strong.With(Math.Clamp(strong.Lightness + 6 * step, 0, 1), 0.4);
        var focus = ground.Surfaces.Take(2).All(surface => surface.ContrastTo(accent) >= Visible) ? accent : ground.Focus;
        return new(accent, TextOn(accent), strong, hover, TextOn(strong), soft, focus);
    }

    /// <summary>White or ink, whichever stands out more; black for the few colors between, on which neither does enough.</summary>
    static Rgb TextOn(Rgb color)
    {
        var best = color.ContrastTo(Rgb.White) >= color.ContrastTo(Ink) ? Rgb.White : Ink;
        return color.ContrastTo(best) >= Readable ? best : Rgb.Black;
    }

    string Write() => $$"""
        :root, :root[data-theme="light"] { {{Lines(Light)}} }
        :root[data-theme="dark"] { {{Lines(Dark)}} }
        @media (prefers-color-scheme: dark) { :root:not([data-theme]) { {{Lines(Dark)}} } }

        """;

    static string Lines(Tones tones) =>
        $"--brand: {tones.Brand}; --on-brand: {tones.OnBrand}; --primary: {tones.Strong}; --primary-hover: {tones.Hover}; --on-primary: {tones.OnStrong}; "
        + $"--primary-soft: {tones.Soft}; --focus: {tones.Focus};";
}
