using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace App.E2E.Faults;

public sealed class LosingTheDatabase(SeededDatabase seeded)
{
    [Fact]
    public async Task While_it_is_gone_the_answer_is_503_and_ten_seconds_after_its_return_all_is_well()
    {
        await using var database = await seeded.CloneAsync();
        await using var line = DatabaseLine.Lay(database);
        await using var app = await RunningApp.StartAsync(database, line.Connection, demoFile: seeded.DemoFile);
        using var http = app.Http(app.Demo.GetProperty("organizations")[0].GetProperty("api_keys").GetProperty("admin").GetString());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/products")).StatusCode);

        await line.CutAsync();

        for (var i = 0; i < 5; i++)
        {
            using var refused = await http.PostAsJsonAsync("/api/v1/products", new { name = "Lost", variants = new[] { new { sku = $"LOST-{i}", price = new { amount = 1, currency = "EUR" } } } });
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.Equal("unavailable", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        await PersonIsToldAsync(app);
        Assert.True((await http.GetAsync("/healthz/live")).IsSuccessStatusCode, app.Output);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/healthz/ready")).StatusCode);

        line.Mend();

        var returned = Stopwatch.StartNew();
        while ((await http.GetAsync("/api/v1/products")).StatusCode != HttpStatusCode.OK)
            Assert.True(returned.Elapsed < TimeSpan.FromSeconds(10), "It did not recover by itself within ten seconds.");
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from variants where sku like 'LOST-%'"));
    }

    /// <summary>A page of its own, which needs no database itself.</summary>
    static async Task PersonIsToldAsync(RunningApp app)
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        var answer = await page.GotoAsync(new Uri(app.Demo.GetProperty("organizations")[0].GetProperty("storefront_url").GetString()!).AbsolutePath);
        Assert.Equal(503, answer!.Status);
        Assert.Equal("Stockade is catching its breath", await page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 }).TextContentAsync());
        Assert.Empty(await PageCheck.FaultsAsync(page, "503"));
        Assert.Empty(browsing.Complaints);
    }
}
