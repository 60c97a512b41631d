namespace App.Home;

/// <summary>Holds the storefront of the demo, which the landing page links to while there is a demo.</summary>
public sealed class DemoLink
{
    volatile string? storefront;

    /// <summary>Gets or sets the path of the storefront; null without a demo.</summary>
    public string? Storefront
    {
        get => storefront;
        set => storefront = value;
    }
}
