namespace App.Platform.Ui;

/// <summary>Our own drawings as the component library takes them: what stands inside an svg element.</summary>
static class VendorIcons
{
    public static string Calendar { get; } = Of("calendar");

    public static string Choices { get; } = Of("selector");

    public static string Of(string name) =>
        "<g fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
        + string.Concat(IconDrawings.Find(name).Select(path => $"<path d=\"{path}\" />")) + "</g>";
}
