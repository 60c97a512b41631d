using Microsoft.AspNetCore.Components;

namespace App.Shell;

/// <summary>Draws the logo: three barcode bars in a rounded tag. It is always shown beside a name.</summary>
public static class BrandMark
{
    public static readonly MarkupString Drawing =
        Markup.Of($"""<span class="brand-mark" aria-hidden="true"><i></i><i></i><i></i></span>""");
}
