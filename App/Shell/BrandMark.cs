using App.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace App.Shell;

/// <summary>Three barcode bars in a rounded tag, beside the name that says who.</summary>
public static class BrandMark
{
    public static readonly MarkupString Drawing = Markup.Of($"""<span class="brand-mark" aria-hidden="true"><i></i><i></i><i></i></span>""");
}
