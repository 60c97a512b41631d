namespace App.Home;

/// <summary>Registers the home page, which shows the cards of all features and has no data of its own.</summary>
public sealed class HomeModule : Module
{
    public override string Title => "Home";

    public override IReadOnlyList<NavEntry> Navigation => [new(NavGroup.Home, "Home", "", "home", 0, null, "g h")];
}
