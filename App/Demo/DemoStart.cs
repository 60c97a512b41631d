using App.Home;

namespace App.Demo;

/// <summary>Seeds the demo data and prints the links when the app starts in Development.</summary>
public static class DemoStart
{
    /// <summary>Seeds the demo data unless STOCKADE_DEMO is false, and prints the links once the ports are open.</summary>
    public static async Task StartDemoAsync(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment() || app.Configuration.GetValue<int?>("STOCKADE_PORT") is not { } port)
            return;
        var demo = DemoFile.Content.Nothing;
        if (DemoSeed.Wanted(app.Environment, app.Configuration))
        {
            var seed = new DemoSeed(app.Services, app.Configuration, app.Services.GetRequiredService<TimeProvider>());
            demo = await seed.PrepareAsync(app.Lifetime.ApplicationStopping);
            if (demo.Organizations is [var organization, ..])
                app.Services.GetRequiredService<DemoLink>().Storefront = $"/s/{organization.Slug}";
        }
        app.Lifetime.ApplicationStarted.Register(
            () => LinksTable.Print($"http://localhost:{port}", app.Configuration["STOCKADE_DATA"], demo));
    }
}
