using App.E2E;

[assembly: AssemblyFixture(typeof(SeededDatabase))]
[assembly: CollectionBehavior(MaxParallelThreads = 2)] // while one test waits for a page or a restart, another works

namespace App.E2E;

/// <summary>A database that is seeded with the demo once per test run; each journey works on its own copy.</summary>
public sealed class SeededDatabase : IAsyncLifetime
{
    TestDatabase? template;

    public string DemoFile { get; } = Path.Combine(Path.GetTempPath(), $"stockade-demo-{Guid.CreateVersion7():N}.json");

    public async ValueTask InitializeAsync()
    {
        template = await TestDatabase.CreateAsync();
        await using var app = await RunningApp.StartAsync(template);
        File.Copy(app.DemoFile, DemoFile);
    }

    public Task<TestDatabase> CloneAsync() => TestDatabase.CreateAsync(template);

    public async ValueTask DisposeAsync()
    {
        File.Delete(DemoFile);
        if (template is not null)
            await template.DisposeAsync();
    }
}
