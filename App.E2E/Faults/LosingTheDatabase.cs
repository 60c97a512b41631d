using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace App.E2E.Faults;

[Collection(ExclusiveTests.Name)]
public sealed class LosingTheDatabase(SeededDatabase seeded)
{
    [Fact]
    public async Task Without_its_database_the_app_responds_with_503_and_it_recovers_within_ten_seconds()
    {
        await using var database = await seeded.CloneAsync();
        await using var line = DatabaseLine.Start(database);
        await using var app = await RunningApp.StartAsync(database, line.Connection, demoFile: seeded.DemoFile);
        var keys = app.Demo.GetProperty("organizations")[0].GetProperty("api_keys");
        using var http = app.Http(keys.GetProperty("admin").GetString());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/products")).StatusCode);

        await line.CutAsync();

        for (var i = 0; i < 5; i++)
        {
            var variant = new { sku = $"LOST-{i}", price = new { amount = 1, currency = "EUR" } };
            var product = new { name = "Lost", variants = new[] { variant } };
            using var refused = await http.PostAsJsonAsync("/api/v1/products", product);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.Equal("unavailable", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        await ErrorPageIsShownAsync(app);
        Assert.True((await http.GetAsync("/healthz/live")).IsSuccessStatusCode, app.Output);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/healthz/ready")).StatusCode);

        line.Restore();

        var returned = Stopwatch.StartNew();
        while ((await http.GetAsync("/api/v1/products")).StatusCode != HttpStatusCode.OK)
            Assert.True(returned.Elapsed < TimeSpan.FromSeconds(10), "The app did not recover within ten seconds.");
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from variants where sku like 'LOST-%'"));
    }

    /// <summary>Asserts that visitors get an error page, which needs no database.</summary>
    static async Task ErrorPageIsShownAsync(RunningApp app)
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        var storefront = app.Demo.GetProperty("organizations")[0].GetProperty("storefront_url").GetString()!;
        var answer = await page.GotoAsync(new Uri(storefront).AbsolutePath);
        Assert.Equal(503, answer!.Status);
        var heading = page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 });
        Assert.Equal("Stockade is temporarily unavailable", await heading.TextContentAsync());
        Assert.Empty(await PageCheck.FaultsAsync(page, "503"));
        browsing.AssertNoErrors();
    }
}
