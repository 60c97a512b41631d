namespace App.Home;

/// <summary>
/// Registers the landing page, and the home page of an organization, which shows the cards of all features.
/// </summary>
public sealed class HomeModule : Module
{
    public override string Title => "Home";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<DemoLink>();

    public override IReadOnlyList<NavEntry> Navigation => [new(NavGroup.Home, "Home", "", "home", 0, null, "g h")];
}
