using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace App.E2E.Faults;

public sealed class KillingTheApp(SeededDatabase seeded)
{
    const int Kills = 5, Buyers = 8;

    [Fact]
    public async Task Five_kills_under_load_lose_no_acknowledged_order_and_place_none_twice()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        var organization = app.Demo.GetProperty("organizations")[0];
        var key = organization.GetProperty("api_keys").GetProperty("admin").GetString()!;
        using var http = app.Http(key);
        var customer = await FirstAsync(http, "customers");
        var variant = await FirstAsync(http, "variants");
        var warehouse = await FirstAsync(http, "warehouses");
        var stocked = await http.PostAsJsonAsync("/api/v1/stock_adjustments", new { variant_id = variant, warehouse_id = warehouse, quantity = 900_000, reason = "For the test" });
        Assert.True(stocked.IsSuccessStatusCode);
        var before = await database.ScalarAsync<long>("select count(*) from orders");

        var acknowledged = new ConcurrentDictionary<string, string>(); // idempotency key → order id
        using var over = new CancellationTokenSource();
        var buyers = Enumerable.Range(0, Buyers).Select(buyer => BuyAsync(app, key, new { customer_id = customer, warehouse_id = warehouse, lines = new[] { new { variant_id = variant, quantity = 1 } } }, buyer, acknowledged, over.Token)).ToArray();

        for (var kill = 1; kill <= Kills; kill++)
        {
            var wanted = acknowledged.Count + 40;
            await UntilAsync(() => acknowledged.Count >= wanted, TimeSpan.FromSeconds(60));
            await app.KillAsync();
            await app.StartAgainAsync();
        }
        await over.CancelAsync();
        await Task.WhenAll(buyers);

        // One key, one order: every buyer repeated each intent until it was acknowledged.
        Assert.Equal(acknowledged.Count, acknowledged.Values.Distinct().Count());
        Assert.Equal(before + acknowledged.Count, await database.ScalarAsync<long>("select count(*) from orders"));
        Assert.Equal(0L, await database.ScalarAsync<long>(await File.ReadAllTextAsync(Path.Combine(TestDatabase.Root, "build", "check.sql"))));
    }

    /// <summary>Orders without rest. An intent that got no answer is repeated with its key until it gets one; the last one, too.</summary>
    static async Task BuyAsync(RunningApp app, string key, object order, int buyer, ConcurrentDictionary<string, string> acknowledged, CancellationToken over)
    {
        using var http = app.Http(key);
        for (var n = 0; !over.IsCancellationRequested; n++)
        {
            var intent = $"buyer-{buyer}-{n}";
            while (!acknowledged.ContainsKey(intent))
            {
                try
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders") { Content = JsonContent.Create(order) };
                    request.Headers.Add("Idempotency-Key", intent);
                    using var answer = await http.SendAsync(request, CancellationToken.None);
                    if ((int)answer.StatusCode == 201)
                        acknowledged[intent] = (await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None)).GetProperty("id").GetString()!;
                    else
                        Assert.True((int)answer.StatusCode is 503 or 409, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
                }
                catch (HttpRequestException)
                {
                    // Nobody there right now.
                    await Task.Yield();
                }
            }
        }
    }

    static async Task<string> FirstAsync(HttpClient http, string resource) =>
        (await http.GetFromJsonAsync<JsonElement>($"/api/v1/{resource}?limit=1")).GetProperty("data")[0].GetProperty("id").GetString()!;

    static async Task UntilAsync(Func<bool> condition, TimeSpan longest)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var until = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(until) < longest, "It did not come about in time.");
            await timer.WaitForNextTickAsync();
        }
    }
}
