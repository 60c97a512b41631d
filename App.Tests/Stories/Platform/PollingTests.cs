using System.Net.Http.Json;
using System.Text.Json;
using App.Tests.Architecture;
using Npgsql;

namespace App.Tests.Platform;

/// <summary>
/// Ana's accounting program asks for changed orders every minute and remembers the cursor. It misses no order, whatever runs at
/// the same time.
/// </summary>
public sealed class PollingTests(TestHost host)
{
    const string Orders = "/api/v1/orders?sort=updated_at&limit=2";

    [Fact]
    public async Task An_order_that_is_saved_late_is_not_missed()
    {
        var acme = await host.OrganizationAsync();
        var scenario = await acme.SellsTeaAsync(50);
        var first = (await scenario.OrdersAsync(1)).Value.Id.ToString();
        using var http = acme.Http(acme.Key);
        var program = new Program(http);
        await program.PollUntilAsync(first);

        // A second program has written an order and is slow to commit; meanwhile a third one places and commits another.
        await using var slow = await host.Admin.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        var late = await CopyOrderAsync(acme, transaction, number: 7001);
        var quick = (await scenario.OrdersAsync(1)).Value.Id.ToString();
        await program.PollAsync();
        await transaction.CommitAsync();
        await program.PollUntilAsync(late);
        await program.PollUntilAsync(quick);

        Assert.Equal([first, late, quick], program.Seen);
    }

    /// <summary>The twin: a program that remembers the greatest time that it has seen misses the late order.</summary>
    [Fact]
    public async Task A_program_that_remembers_a_time_misses_an_order_that_is_saved_late()
    {
        var acme = await host.OrganizationAsync();
        var scenario = await acme.SellsTeaAsync(50);
        await scenario.OrdersAsync(1);
        await using var slow = await host.Admin.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        var late = await CopyOrderAsync(acme, transaction, number: 7001);
        await scenario.OrdersAsync(1);
        using var http = acme.Http(acme.Key);
        var seen = (await http.GetFromJsonAsync<JsonElement>("/api/v1/orders")).GetProperty("data")[0].Text("updated_at");
        await transaction.CommitAsync();

        var later = await http.GetStringAsync($"/api/v1/orders?updated_since={Uri.EscapeDataString(seen)}");

        Assert.DoesNotContain(late, later);
    }

    [Fact]
    public async Task A_change_is_seen_again_after_the_last_page()
    {
        var acme = await host.OrganizationAsync();
        var scenario = await acme.SellsTeaAsync(50);
        using var http = acme.Http(acme.Key);
        var program = new Program(http);
        await program.PollAsync();
        Assert.Empty(program.Seen); // an empty list has a cursor too

        var order = (await scenario.OrdersAsync(2)).Value.Id;
        await program.PollUntilAsync(order.ToString());
        await acme.Owner.Get<App.Orders.FulfillOrder>().ExecuteAsync(new(order));
        program.Seen.Clear();
        await program.PollUntilAsync(order.ToString());

        Assert.Equal([order.ToString()], program.Seen);
    }

    [Fact]
    public async Task A_changed_variant_is_a_change_of_its_product()
    {
        var acme = await host.OrganizationAsync();
        var scenario = await acme.SellsTeaAsync(1);
        using var http = acme.Http(acme.Key);
        var product = (await acme.Owner.Get<App.Catalog.GetVariant>().ExecuteAsync(new(scenario.Tea))).Value.ProductId;
        using var before = await http.GetAsync($"/api/v1/products/{product}");
        var since = Uri.EscapeDataString((await before.Content.ReadFromJsonAsync<JsonElement>()).Text("updated_at"));

        await http.SendAsync("PATCH", $"/variants/{scenario.Tea}", """{"unit": "crate"}""");

        var changed = (await http.GetFromJsonAsync<JsonElement>("/api/v1/products?limit=1")).GetProperty("data")[0];
        Assert.True(changed.GetProperty("updated_at").GetDateTimeOffset() > DateTimeOffset.Parse(
            Uri.UnescapeDataString(since), System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Only objects changed at or after the time are listed, in every order and with any offset of the time.</summary>
    [Fact]
    public async Task Updated_since_leaves_out_what_has_not_changed_since()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        await acme.OpensWarehouseAsync("Cellar");
        clock.Advance(TimeSpan.FromHours(1));
        var since = clock.GetUtcNow();
        await acme.OpensWarehouseAsync("Attic");
        using var http = acme.Http(acme.Key);

        foreach (var time in new[] { since, since.ToOffset(TimeSpan.FromHours(5.5)) })
        {
            var text = Uri.EscapeDataString(time.ToString("o", System.Globalization.CultureInfo.InvariantCulture));
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/v1/warehouses?updated_since={text}");
            Assert.Equal("Attic", Assert.Single(page.GetProperty("data").EnumerateArray()).Text("name"));
        }
    }

    /// <summary>A statement cannot forget to mark a change, and does not count if it sets only what no list shows.</summary>
    [Fact]
    public async Task The_database_marks_changes()
    {
        var (acme, _) = await host.WithEverythingAsync("Acme", "ACME");

        Assert.True(await MarksAsync("update orders set reference = 'by hand' where organization_id = $1"));
        Assert.True(await MarksAsync("update webhook_deliveries set attempts = 2 where organization_id = $1"));
        Assert.False(await MarksAsync("update webhook_deliveries set leased_until = now() where organization_id = $1"));

        async Task<bool> MarksAsync(string update)
        {
            var table = update.Split(' ')[1];
            var read = $"select string_agg(changed_in::text, ' ' order by id) from {table} where organization_id = $1";
            var before = await host.ScalarAsync<string>(read, acme.Id);
            await host.ScalarAsync<Guid>(
                $"with done as ({update} returning organization_id) select organization_id from done limit 1",
                acme.Id);
            return before != await host.ScalarAsync<string>(read, acme.Id);
        }
    }

    static async Task<string> CopyOrderAsync(TestOrganization acme, NpgsqlTransaction transaction, long number)
    {
        var id = Guid.CreateVersion7();
        await using var copy = transaction.Command("""
            insert into orders (organization_id, id, number, status, customer_id, customer_name, warehouse_id, total_amount,
                total_currency, owed_amount, owed_currency, rest_canceled, placed_at, updated_at)
            select organization_id, $2, $3, status, customer_id, customer_name, warehouse_id, total_amount, total_currency,
                owed_amount, owed_currency, rest_canceled, now(), now()
            from orders where organization_id = $1 limit 1
            """, acme.Id, id, number);
        await copy.ExecuteNonQueryAsync();
        return TypeId.Format("ord", id);
    }

    /// <summary>A program that reads all pages, then remembers where it stopped.</summary>
    sealed class Program(HttpClient http)
    {
        string? cursor;

        public List<string> Seen { get; } = [];

        public async Task PollAsync()
        {
            bool more;
            do
            {
                var page = await http.GetFromJsonAsync<JsonElement>(Orders + (cursor is null ? "" : $"&cursor={cursor}"));
                Seen.AddRange(page.GetProperty("data").EnumerateArray().Select(order => order.Text("id")));
                more = page.GetProperty("has_more").GetBoolean();
                cursor = page.Text("next_cursor");
            }
            while (more);
        }

        /// <summary>Polls until the order is seen: transactions of other tests can delay it, never hide it.</summary>
        public async Task PollUntilAsync(string order)
        {
            while (!Seen.Contains(order))
                await PollAsync();
        }
    }
}
