using App.E2E;

[assembly: AssemblyFixture(typeof(SeededDatabase))]
[assembly: CollectionBehavior(DisableTestParallelization = true)] // each journey has both cores to itself

namespace App.E2E;

/// <summary>The demo, seeded once for the run by a start like any other; each journey works on a copy of its own.</summary>
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
