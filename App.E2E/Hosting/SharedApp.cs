namespace App.E2E;

/// <summary>
/// Runs one app on the demo for all tests of a collection, because a start takes seconds. It is for tests that don't stop the
/// app and don't rely on what the others leave unchanged: a test that changes a person signs up its own with
/// <see cref="NewOwner"/> or takes one of the demo that no other test signs in.
/// </summary>
public sealed class SharedApp(SeededDatabase seeded) : IAsyncLifetime
{
    public const string Name = "shared app";

    /// <summary>
    /// Names the collection of the tests of sign-up, the documentation and the storefront, which share another app.
    /// </summary>
    public const string Public = "shared app of the public pages";

    /// <summary>Names the collection of the tests of accounts and sessions, which share a third app.</summary>
    public const string Accounts = "shared app of the account pages";

    TestDatabase? database;
    RunningApp? app;

    public RunningApp App => app!;

    /// <summary>The database of the app.</summary>
    public TestDatabase Database => database!;

    public async ValueTask InitializeAsync()
    {
        database = await seeded.CloneAsync();
        app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }
}

[CollectionDefinition(SharedApp.Name)]
public sealed class SharedAppTests : ICollectionFixture<SharedApp>;

[CollectionDefinition(SharedApp.Public)]
public sealed class PublicPageTests : ICollectionFixture<SharedApp>;

[CollectionDefinition(SharedApp.Accounts)]
public sealed class AccountPageTests : ICollectionFixture<SharedApp>;
