namespace App.Platform.Ui;

/// <summary>Returns our icons in the component library's format: the content of an svg element.</summary>
static class VendorIcons
{
    public static string Calendar { get; } = Of("calendar");

    public static string Choices { get; } = Of("selector");

    public static string Of(string name) =>
        "<g fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
        + string.Concat(IconDrawings.Find(name).Select(path => $"<path d=\"{path}\" />")) + "</g>";
}
