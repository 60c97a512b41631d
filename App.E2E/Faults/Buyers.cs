using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace App.E2E.Faults;

/// <summary>
/// Eight clients that place orders continuously and repeat each request with its idempotency key until it is acknowledged.
/// </summary>
sealed class Buyers : IAsyncDisposable
{
    const int Count = 8;
    readonly ConcurrentDictionary<string, string> acknowledged = new(); // idempotency key → order id
    readonly CancellationTokenSource stopping = new();
    readonly long ordersBefore;
    readonly Task[] buying;

    Buyers(RunningApp app, string key, object order, long ordersBefore)
    {
        this.ordersBefore = ordersBefore;
        buying = [.. Enumerable.Range(0, Count).Select(buyer => BuyAsync(app, key, order, buyer))];
    }

    /// <summary>Adds the stock that the clients order and starts them.</summary>
    /// <param name="app">The app to order from.</param>
    /// <param name="orders">The number of orders that exist already.</param>
    public static async Task<Buyers> BeginAsync(RunningApp app, long orders)
    {
        var key = app.Demo.GetProperty("organizations")[0].GetProperty("api_keys").GetProperty("admin").GetString()!;
        using var http = app.Http(key);
        var customer = await FirstAsync(http, "customers");
        var variant = await FirstAsync(http, "variants");
        var warehouse = await FirstAsync(http, "warehouses");
        using var stocked = await http.PostAsJsonAsync(
            "/api/v1/stock_adjustments",
            new { variant_id = variant, warehouse_id = warehouse, quantity = 900_000, reason = "For the test" });
        Assert.True(stocked.IsSuccessStatusCode, await stocked.Content.ReadAsStringAsync());
        var line = new { variant_id = variant, quantity = 1 };
        return new(app, key, new { customer_id = customer, warehouse_id = warehouse, lines = new[] { line } }, orders);
    }

    /// <summary>Waits until the given number of further orders has been acknowledged.</summary>
    public async Task MoreAsync(int orders)
    {
        var wanted = acknowledged.Count + orders;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var started = TimeProvider.System.GetTimestamp();
        while (acknowledged.Count < wanted)
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60),
                $"Only {acknowledged.Count} of {wanted} orders were acknowledged within a minute.");
            if (buying.FirstOrDefault(buyer => buyer.IsFaulted) is { } failed)
                await failed;
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>
    /// Stops the clients and asserts that each acknowledged order exists exactly once, with its audit entry and event.
    /// </summary>
    /// <param name="count">Runs an SQL query that returns a count.</param>
    public async Task SettleAsync(Func<string, Task<long>> count)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(buying);
        Assert.Equal(acknowledged.Count, acknowledged.Values.Distinct().Count());
        Assert.Equal(ordersBefore + acknowledged.Count, await count("select count(*) from orders"));
        Assert.Equal(0L, await count(await File.ReadAllTextAsync(Path.Combine(TestDatabase.Root, "build", "check.sql"))));
    }

    async Task BuyAsync(RunningApp app, string key, object order, int buyer)
    {
        using var http = app.Http(key);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var n = 0; !stopping.IsCancellationRequested; n++)
        {
            var idempotencyKey = $"buyer-{buyer}-{n}";
            while (!acknowledged.ContainsKey(idempotencyKey))
            {
                try
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders");
                    request.Content = JsonContent.Create(order);
                    request.Headers.Add("Idempotency-Key", idempotencyKey);
                    using var answer = await http.SendAsync(request, CancellationToken.None);
                    if ((int)answer.StatusCode == 201)
                    {
                        var placed = await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
                        acknowledged[idempotencyKey] = placed.GetProperty("id").GetString()!;
                    }
                    else if ((int)answer.StatusCode is 503 or 409)
                    {
                        await pause.WaitForNextTickAsync(CancellationToken.None);
                    }
                    else
                    {
                        var body = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                        Assert.Fail($"{answer.StatusCode}: {body}\n{app.Output}");
                    }
                }
                catch (HttpRequestException)
                {
                    // The app is down at the moment. Clients that try again at once would take the cores from its start.
                    await pause.WaitForNextTickAsync(CancellationToken.None);
                }
            }
        }
    }

    static async Task<string> FirstAsync(HttpClient http, string resource)
    {
        var list = await http.GetFromJsonAsync<JsonElement>($"/api/v1/{resource}?limit=1");
        return list.GetProperty("data")[0].GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync() => await stopping.CancelAsync();
}
