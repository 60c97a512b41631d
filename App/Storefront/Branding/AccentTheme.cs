using System.Security.Cryptography;
using System.Text;

namespace App.Storefront;

/// <summary>
/// Derives all colors of a storefront from the organization's accent color, and guarantees that each is readable where it is
/// used. Every accent color is accepted. If text in it would not reach a contrast of 4.5:1 on every background, it is darkened in
/// light mode and lightened in dark mode until it does. The result depends only on the accent color.
/// </summary>
public sealed class AccentTheme
{
    public const double Readable = 4.5, Visible = 3;

    /// <summary>Provides the accent color of a storefront whose organization has not chosen one.</summary>
    public static readonly Rgb Ours = Rgb.Parse("#0E6B58");

    static readonly Rgb Ink = Rgb.Parse("#1C1B18");

    // The backgrounds and focus colors of tokens.css. A test checks that both files agree.
    internal static readonly Ground Paper =
        new([Rgb.White, Rgb.Parse("#F6F5F1"), Rgb.Parse("#EFEDE6")], Rgb.Parse("#1F5FBF"));
    internal static readonly Ground Night =
        new([Rgb.Parse("#1C1E1B"), Rgb.Parse("#141513"), Rgb.Parse("#252823")], Rgb.Parse("#8AB4F8"));

    /// <summary>Describes the background colors of a color mode.</summary>
    /// <param name="Surfaces">Background of cards, of the page, and of recessed areas, in this order.</param>
    /// <param name="Focus">Focus ring that is used if the accent color would not be visible.</param>
    internal sealed record Ground(Rgb[] Surfaces, Rgb Focus);

    /// <summary>Lists the colors that are derived for a color mode.</summary>
    /// <param name="Brand">The accent color as chosen, for filled areas.</param>
    /// <param name="OnBrand">Text on <paramref name="Brand"/>.</param>
    /// <param name="Strong">Readable variant of the accent color, for text and buttons.</param>
    /// <param name="Hover"><paramref name="Strong"/> while the pointer is over it.</param>
    /// <param name="OnStrong">Text on <paramref name="Strong"/> and <paramref name="Hover"/>.</param>
    /// <param name="Soft">Background of selected items.</param>
    /// <param name="Focus">Focus ring.</param>
    public sealed record Tones(Rgb Brand, Rgb OnBrand, Rgb Strong, Rgb Hover, Rgb OnStrong, Rgb Soft, Rgb Focus);

    AccentTheme(Rgb accent)
    {
        Accent = accent;
        Light = Derive(accent, Paper, 0.95, 0.03, -0.01);
        Dark = Derive(accent, Night, 0.30, 0.04, 0.01);
        Sheet = Write();
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))[..16];
    }

    public static AccentTheme Of(Rgb accent) => new(accent);

    /// <summary>
    /// Returns the theme of an accent color, or null if there is none and the storefront uses the default color.
    /// </summary>
    public static AccentTheme? Of(string? accent) => Rgb.TryParse(accent, out var color) ? new(color) : null;

    public Rgb Accent { get; }
    public Tones Light { get; }
    public Tones Dark { get; }

    /// <summary>Gets the stylesheet that sets the colors.</summary>
    public string Sheet { get; }

    /// <summary>
    /// Gets the hash of the stylesheet. It is part of the URL, which lets browsers cache the stylesheet permanently.
    /// </summary>
    public string Hash { get; }

    static Tones Derive(Rgb accent, Ground ground, double softness, double softChroma, double step)
    {
        var soft = accent.With(softness, softChroma);
        var strong = accent;
        // This ends: black and white, the ends of the lightness scale, contrast with every background.
        for (var lightness = accent.Lightness; !IsReadable(strong); lightness += step)
            strong = accent.With(Math.Clamp(lightness + step, 0, 1), 0.4);
        var hover = strong.With(Math.Clamp(strong.Lightness + 6 * step, 0, 1), 0.4);
        var isVisible = ground.Surfaces.Take(2).All(surface => surface.ContrastTo(accent) >= Visible);
        return new(accent, TextOn(accent), strong, hover, TextOn(strong), soft, isVisible ? accent : ground.Focus);

        bool IsReadable(Rgb color) => ground.Surfaces.Append(soft).All(surface => surface.ContrastTo(color) >= Readable);
    }

    /// <summary>
    /// Returns white or ink, whichever contrasts more. A few colors need black, because neither is readable on them.
    /// </summary>
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
        $"--brand: {tones.Brand}; --on-brand: {tones.OnBrand}; "
        + $"--primary: {tones.Strong}; --primary-hover: {tones.Hover}; --on-primary: {tones.OnStrong}; "
        + $"--primary-soft: {tones.Soft}; --focus: {tones.Focus};";
}
