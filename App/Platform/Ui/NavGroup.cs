namespace App.Platform.Ui;

/// <summary>Lists the groups of the staff navigation, in the order in which the sidebar shows them.</summary>
public enum NavGroup
{
    /// <summary>The entries at the top, without a heading.</summary>
    Home,
    Sell,
    Stock,
    Developers,
    Organization,
}
