namespace App.Demo;

/// <summary>The part of a Development start that the other starts do not have.</summary>
public static class DemoStart
{
    /// <summary>Seeds when that is wanted, and prints the links once the ports are open.</summary>
    public static async Task StartDemoAsync(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment() || app.Configuration.GetValue<int?>("STOCKADE_PORT") is not { } port)
            return;
        var demo = DemoSeed.Wanted(app.Environment, app.Configuration)
            ? await new DemoSeed(app.Services, app.Configuration, app.Services.GetRequiredService<TimeProvider>()).PrepareAsync(app.Lifetime.ApplicationStopping)
            : DemoFile.Content.Nothing;
        app.Lifetime.ApplicationStarted.Register(() => LinksTable.Print($"http://localhost:{port}", app.Configuration["STOCKADE_DATA"], demo));
    }
}
