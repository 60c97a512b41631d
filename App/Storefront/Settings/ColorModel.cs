namespace App.Storefront;

/// <summary>Holds the input of the form that sets the accent color.</summary>
public sealed class ColorModel
{
    public string? Accent { get; set; }

    public static ColorModel Of(BrandingView branding) => new() { Accent = branding.Accent };
}
