using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Load;

/// <summary>
/// Measures every list of a large organization over HTTP, with four clients: its filters, orders, searches and pages through the
/// API, and its counts and sums on staff pages, which are open when the totals have arrived.
/// </summary>
sealed partial class Lists(Side app, Bench bench, Data data, Options options)
{
    const int Clients = 4, WarmUp = 40, Calls = 200, Pages = 40;

    /// <summary>Rows before a page in the middle of a list.</summary>
    int Deep => options.Orders / 4;

    int Products => options.Orders / 2;

    public async Task RunAsync()
    {
        Console.Error.WriteLine($"Loading an organization of {options.Orders} orders and {Products} products");
        var large = await data.AddLargeAsync(options.Orders);
        Console.WriteLine();
        Console.WriteLine($"Lists of an organization of {options.Orders} orders, {Products} products and {options.Orders / 10} customers:");
        Console.WriteLine();
        Console.WriteLine("| list | p50 ms | p95 ms | app CPU ms | PostgreSQL CPU ms |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        foreach (var (name, path) in ApiLists(large))
            await MeasureAsync($"API: {name}", i => ReadAsync(large, path(i)), Calls);
        foreach (var (name, path) in new[] { ("orders", "/orders?"), ("products", "/products?"), ("customers", "/customers?"), ("audit entries", "/audit_entries?"), ("stock movements", "/stock_movements?") })
        {
            var (cursor, rows) = await CursorAsync(large, path);
            await MeasureAsync($"API: {name}, page after {rows} rows", _ => ReadAsync(large, $"{path}cursor={cursor}"), Calls);
        }
        var cookie = $"__Host-staff-session={data.Tokens.OfStaff(large)}";
        // the runtime recompiles hot methods in the background while the first pages are opened, at the cost of these
        foreach (var (name, path) in StaffLists())
            if (Wants($"page with totals: {name}"))
                await bench.DriveAsync(app, i => OpenAsync(path(i)), Pages, Clients);
        foreach (var (name, path) in StaffLists())
            await MeasureAsync($"page with totals: {name}", i => OpenAsync(path(i)), Pages);
        await SearchAsync(large, cookie);

        async Task OpenAsync(string path)
        {
            await using var page = await OpenPage.OpenAsync(app, $"/{large.Slug}{path}", cookie, Totals());
        }
    }

    bool Wants(string name) => options.Wants("Lists") || options.Wants($"Lists, {name}");

    /// <summary>Measures the search of the staff area. Its pause while somebody types is not counted.</summary>
    async Task SearchAsync(Organization large, string cookie)
    {
        var pages = new ConcurrentBag<OpenPage>();
        for (var i = 0; i < Clients; i++)
            pages.Add(await OpenPage.OpenAsync(app, $"/{large.Slug}", cookie, SearchInput()));
        foreach (var (name, words, expected) in Searches())
            await MeasureAsync($"Ctrl K: {name}", async i =>
            {
                pages.TryTake(out var page);
                await page!.SearchAsync(words(i), expected(i));
                pages.Add(page);
            }, Calls, pause: 120);
        foreach (var page in pages)
            await page.DisposeAsync();
    }

    IEnumerable<(string Name, Func<int, string> Words, Func<int, string> Expected)> Searches()
    {
        yield return ("number of an order", i => $"SO-{Some(i, options.Orders)}", _ => "Order");
        yield return ("SKU", i => $"SKU-{Some(i, Products)}", i => Code(Some(i, Products)));
        yield return ("name of a customer", i => Code(Some(i, options.Orders / 10)), _ => "Customer");
        yield return ("frequent word of products", _ => "olive", _ => "live");
        yield return ("frequent word of customers", _ => "trading", _ => "rading");
        yield return ("nothing", _ => "zebra", _ => "Nothing found");
        yield return ("action", _ => "create order", _ => "Create order");
    }

    IEnumerable<(string Name, Func<int, string> Path)> ApiLists(Organization large)
    {
        yield return ("orders", _ => "/orders");
        yield return ("orders by total", _ => "/orders?sort=-total");
        yield return ("orders by customer", _ => "/orders?sort=customer_name");
        yield return ("orders by time", _ => "/orders?sort=placed_at");
        yield return ("open orders", _ => "/orders?status=open");
        yield return ("fulfilled orders", _ => "/orders?status=fulfilled");
        yield return ("orders of a customer", i => $"/orders?customer_id={TypeId.Format("cus", large.CustomerOf(Some(i, options.Orders / 10)))}");
        yield return ("orders of a month", _ => $"/orders?placed_from={Day(-200)}&placed_before={Day(-170)}");
        yield return ("orders of a month by total", _ => $"/orders?placed_from={Day(-200)}&placed_before={Day(-170)}&sort=-total");
        yield return ("orders, search for a number", i => $"/orders?q=SO-{Some(i, options.Orders)}");
        yield return ("orders, search for a reference", i => $"/orders?q=PO-{Some(i, options.Orders)}");
        yield return ("orders, search for a customer", i => $"/orders?q={Code(Some(i, options.Orders / 10))}");
        yield return ("orders, search for a frequent word", _ => "/orders?q=trading");
        yield return ("orders, search for two frequent words", _ => "/orders?q=trading%20hotel");
        yield return ("orders, search without a result", _ => "/orders?q=zebra");
        yield return ("open orders, search for a customer", i => $"/orders?status=open&q={Code(Some(i, options.Orders / 10))}");
        yield return ("products", _ => "/products");
        yield return ("products, newest first", _ => "/products?sort=-created_at");
        yield return ("products of a category", i => $"/products?category=Category%20{i % 12}");
        yield return ("products, search for a SKU", i => $"/products?q=SKU-{Some(i, Products)}");
        yield return ("products, search for a name", i => $"/products?q={Code(Some(i, Products))}");
        yield return ("products, search for a frequent word", _ => "/products?q=olive");
        yield return ("products, search without a result", _ => "/products?q=zebra");
        yield return ("SKUs", _ => "/variants");
        yield return ("SKUs, search for a frequent word", _ => "/variants?q=olive");
        yield return ("SKUs, search", i => $"/variants?q=SKU-{Some(i, Products)}");
        yield return ("customers", _ => "/customers");
        yield return ("customers by number", _ => "/customers?sort=-number");
        yield return ("customers, search for a name", i => $"/customers?q={Code(Some(i, options.Orders / 10))}");
        yield return ("customers, search without a result", _ => "/customers?q=zebra");
        yield return ("stock levels", _ => "/stock_levels");
        yield return ("low stock levels", _ => "/stock_levels?low=true");
        yield return ("stock levels, search for a SKU", i => $"/stock_levels?q=SKU-{Some(i, Products)}");
        yield return ("stock levels, search for a frequent word", _ => "/stock_levels?q=olive");
        yield return ("stock levels of a warehouse", _ => $"/stock_levels?warehouse_id={TypeId.Format("whs", large.Warehouse)}");
        yield return ("stock movements", _ => "/stock_movements");
        yield return ("stock movements of a SKU", i => $"/stock_movements?variant_id={TypeId.Format("var", large.Variant(Some(i, Products)))}");
        yield return ("audit entries", _ => "/audit_entries");
        yield return ("audit entries of an action", _ => "/audit_entries?action=stock.adjust");
        yield return ("audit entries, search for an object", i => $"/audit_entries?q=Thing%20{Some(i, 9999)}");
        yield return ("audit entries, search without a result", _ => "/audit_entries?q=zebra");
        yield return ("sales figures of 7 days", _ => "/orders/figures?days=7");
        yield return ("sales figures of 90 days", _ => "/orders/figures?days=90");
    }

    IEnumerable<(string Name, Func<int, string> Path)> StaffLists()
    {
        yield return ("orders", _ => "/orders");
        yield return ("open orders", _ => "/orders?status=open");
        yield return ("orders of a customer's name", i => $"/orders?q={Code(Some(i, options.Orders / 10))}");
        yield return ("orders of a frequent word", _ => "/orders?q=trading");
        yield return ("orders without a result", _ => "/orders?q=zebra");
        yield return ("products", _ => "/products");
        yield return ("products of a frequent word", _ => "/products?q=olive");
        yield return ("products of a SKU", i => $"/products?q=SKU-{Some(i, Products)}");
        yield return ("customers", _ => "/customers");
    }

    /// <param name="name">What is measured.</param>
    /// <param name="call">Makes one call.</param>
    /// <param name="count">The number of calls.</param>
    /// <param name="pause">Milliseconds of each call that are not counted.</param>
    async Task MeasureAsync(string name, Func<int, Task> call, int count, double pause = 0)
    {
        if (!Wants(name))
            return;
        await bench.DriveAsync(app, call, Math.Min(WarmUp, count), Clients);
        var round = await bench.DriveAsync(app, call, options.Of(count), Clients);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {Line.Percentile(round.Latencies, 0.5) - pause:0.0} | {Line.Percentile(round.Latencies, 0.95) - pause:0.0} | {round.AppEach:0.0} | {round.PostgresEach:0.0} |"));
    }

    /// <summary>Returns the cursor of a page in the middle of a list, or of its last page if it is shorter, and the rows before.</summary>
    async Task<(string Cursor, int Rows)> CursorAsync(Organization large, string path)
    {
        string? cursor = null;
        var row = 0;
        for (; row < Deep; row += 100)
        {
            using var page = JsonDocument.Parse(await ReadAsync(large, $"{path}limit=100{(cursor is null ? "" : $"&cursor={cursor}")}"));
            if (page.RootElement.GetProperty("next_cursor").GetString() is not { } next)
                break;
            cursor = next;
        }
        return (cursor!, row);
    }

    async Task<string> ReadAsync(Organization large, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1{path}") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", large.Key.Text) } };
        using var answer = await app.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{path} returned {(int)answer.StatusCode}: {text}");
    }

    static string Day(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);

    /// <summary>Returns a number from 1 to <paramref name="most"/>, spread over all of them.</summary>
    static int Some(int i, int most) => 1 + (int)((uint)i * 2654435761u % (uint)most);

    /// <summary>Returns the part of a name that a customer or product shares with no other, as the SQL files make it.</summary>
    static string Code(int number) => (number * 2654435761L % 16777216).ToString("x6", CultureInfo.InvariantCulture);

    /// <summary>Matches the totals below a list: "20 of 100,000" or "20 of more than 10,000".</summary>
    [GeneratedRegex(@"\d+ of (more than )?[\d,]+|No matching results")]
    private static partial Regex Totals();

    /// <summary>Matches the input of the search, which is shown when the circuit is connected.</summary>
    [GeneratedRegex("combobox")]
    private static partial Regex SearchInput();
}
