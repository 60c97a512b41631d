using App.Platform;
using App.Platform.Ui;

namespace App.Home;

/// <summary>Where a day begins: what waits, and how it goes. It reads from all floors and owns nothing.</summary>
public sealed class HomeModule : Module
{
    public override string Title => "Home";

    public override IReadOnlyList<NavEntry> Navigation => [new(NavEntry.Home, "Home", "", "home", 0, null, "g h")];
}
