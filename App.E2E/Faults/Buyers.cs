using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace App.E2E.Faults;

/// <summary>Eight who order without rest, and repeat each intent with its key until it is acknowledged.</summary>
sealed class Buyers : IAsyncDisposable
{
    const int Count = 8;
    readonly ConcurrentDictionary<string, string> acknowledged = new(); // idempotency key → order id
    readonly CancellationTokenSource over = new();
    readonly long before;
    readonly Task[] buying;

    Buyers(RunningApp app, string key, object order, long before)
    {
        this.before = before;
        buying = [.. Enumerable.Range(0, Count).Select(buyer => BuyAsync(app, key, order, buyer))];
    }

    /// <summary>Stocks what they buy, then lets them begin.</summary>
    /// <param name="app">Where they buy.</param>
    /// <param name="orders">How many orders there are already.</param>
    public static async Task<Buyers> BeginAsync(RunningApp app, long orders)
    {
        var key = app.Demo.GetProperty("organizations")[0].GetProperty("api_keys").GetProperty("admin").GetString()!;
        using var http = app.Http(key);
        var (customer, variant, warehouse) = (await FirstAsync(http, "customers"), await FirstAsync(http, "variants"), await FirstAsync(http, "warehouses"));
        using var stocked = await http.PostAsJsonAsync("/api/v1/stock_adjustments", new { variant_id = variant, warehouse_id = warehouse, quantity = 900_000, reason = "For the test" });
        Assert.True(stocked.IsSuccessStatusCode, await stocked.Content.ReadAsStringAsync());
        return new(app, key, new { customer_id = customer, warehouse_id = warehouse, lines = new[] { new { variant_id = variant, quantity = 1 } } }, orders);
    }

    /// <summary>Until so many more orders have been acknowledged.</summary>
    public async Task MoreAsync(int orders)
    {
        var wanted = acknowledged.Count + orders;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var begun = TimeProvider.System.GetTimestamp();
        while (acknowledged.Count < wanted)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(60), $"{acknowledged.Count} of {wanted} orders came about in a minute.");
            if (buying.FirstOrDefault(one => one.IsFaulted) is { } failed)
                await failed;
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Lets them finish, and sees that each acknowledged order is there once, with its audit entry and event.</summary>
    /// <param name="count">Orders there are, and rows that break a rule of build/check.sql.</param>
    public async Task SettleAsync(Func<string, Task<long>> count)
    {
        await over.CancelAsync();
        await Task.WhenAll(buying);
        Assert.Equal(acknowledged.Count, acknowledged.Values.Distinct().Count());
        Assert.Equal(before + acknowledged.Count, await count("select count(*) from orders"));
        Assert.Equal(0L, await count(await File.ReadAllTextAsync(Path.Combine(TestDatabase.Root, "build", "check.sql"))));
    }

    async Task BuyAsync(RunningApp app, string key, object order, int buyer)
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
                    else if ((int)answer.StatusCode is not (503 or 409))
                        Assert.Fail($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(CancellationToken.None)}\n{app.Output}");
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

    public async ValueTask DisposeAsync() => await over.CancelAsync();
}
