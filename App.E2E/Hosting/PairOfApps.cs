namespace App.E2E;

/// <summary>Two instances on one database, for all tests of a class.</summary>
public sealed class PairOfApps(SeededDatabase seeded) : IAsyncLifetime
{
    /// <summary>Lets both instances deliver to one sample receiver; in Development each one may reach only its own.</summary>
    static readonly (string, string) Loopback = ("Webhooks__AllowedNetworks", "127.0.0.0/8,::1/128");

    TestDatabase? database;
    RunningApp? one, other;

    public TestDatabase Database => database!;
    public RunningApp One => one!;
    public RunningApp Other => other!;

    public async ValueTask InitializeAsync()
    {
        database = await seeded.CloneAsync();
        one = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile, settings: Loopback);
        other = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile, settings: Loopback);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in new[] { one, other })
            if (app is not null)
                await app.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }
}
