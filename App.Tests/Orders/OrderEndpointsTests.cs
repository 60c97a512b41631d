using System.Text.Json;
using App.Customers;
using App.Inventory;
using App.Orders;

namespace App.Tests.Orders;

public sealed class OrderEndpointsTests(TestHost host)
{
    [Fact]
    public async Task The_API_places_fulfills_and_cancels_orders()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        using var http = acme.Http(acme.Key);

        var (status, order) = await http.SendAsync("POST", "/orders",
            new
            {
                customer_id = trade.Cafe.ToString(),
                reference = "PO-7",
                lines = new[] { new { sku = "TEA-1", quantity = 4 } },
            });
        Assert.Equal((201, "SO-1001", "placed"), (status, order.Text("number"), order.Text("status")));
        Assert.StartsWith("ord_", order.Text("id"), StringComparison.Ordinal);
        var total = order.GetProperty("total");
        Assert.Equal((1800, "EUR"), (total.GetProperty("amount").GetInt64(), total.Text("currency")));

        var line = order.GetProperty("lines")[0].Text("id");
        var part = await http.SendAsync("POST", $"/orders/{order.Text("id")}/fulfill",
            new { lines = new[] { new { line_id = line, quantity = 1 } } });
        Assert.Equal((200, "partially_fulfilled"), (part.Status, part.Body.Text("status")));
        Assert.Equal("fulfilled", (await http.SendAsync("POST", $"/orders/{order.Text("id")}/fulfill")).Body.Text("status"));
        var late = await http.SendAsync("POST", $"/orders/{order.Text("id")}/cancel", new { reason = "Too late" });
        Assert.Equal((409, "order_not_cancelable"), (late.Status, late.Body.Text("code")));

        var otherLine = new { variant_id = trade.Tea.ToString(), quantity = 6 };
        var otherOrder = new { customer_id = trade.Cafe.ToString(), lines = new[] { otherLine } };
        var other = (await http.SendAsync("POST", "/orders", otherOrder)).Body;
        var canceled = await http.SendAsync("POST", $"/orders/{other.Text("id")}/cancel");
        Assert.Equal((200, "canceled"), (canceled.Status, canceled.Body.Text("status")));

        var read = (await http.SendAsync("GET", $"/orders/{order.Text("id")}")).Body;
        Assert.Equal(
            ["order.place", "order.fulfill", "order.fulfill"],
            read.GetProperty("timeline").EnumerateArray().Select(entry => entry.Text("action")));
        var list = (await http.SendAsync("GET", "/orders")).Body;
        Assert.Equal(["SO-1002", "SO-1001"], list.GetProperty("data").EnumerateArray().Select(row => row.Text("number")));
        var filtered = (await http.SendAsync("GET", $"/orders?status=canceled&customer_id={trade.Cafe}&q=SO-1002")).Body;
        Assert.Equal(1, filtered.GetProperty("data").GetArrayLength());

        var json = await host.ScalarAsync<string>("""
            select payload::text from outbox_messages where organization_id = $1 and type = 'order.placed' order by id limit 1
            """, acme.Id);
        var payload = JsonDocument.Parse(json).RootElement;
        Assert.Equal(
            (order.Text("id"), "SO-1001", trade.Cafe.ToString()),
            (payload.Text("order_id"), payload.Text("number"), payload.Text("customer_id")));
        Assert.Equal("TEA-1", payload.GetProperty("lines")[0].Text("sku"));
        Assert.Equal(1800, payload.GetProperty("total").GetProperty("amount").GetInt64());
    }

    [Theory]
    [InlineData("""[{"sku":"TEA-1","quantity":0}]""", "lines[0].quantity")]
    [InlineData("""[{"sku":"TEA-1","quantity":-1}]""", "lines[0].quantity")]
    [InlineData("""[{"sku":"TEA-1","quantity":1000000.0001}]""", "lines[0].quantity")]
    [InlineData("""[{"sku":"TEA-1","quantity":0.00001}]""", "lines[0].quantity")]
    [InlineData("""[{"sku":"TEA-1","quantity":1e400}]""", "lines[0].quantity")]
    [InlineData("""[{"sku":"TEA-1","quantity":99999999999999999999999999999999}]""", "lines[0].quantity")]
    [InlineData("""[{"sku":"TEA-1","quantity":"1"}]""", "lines[0].quantity")]
    [InlineData("""[{"quantity":1}]""", "lines[0].variant_id")]
    [InlineData("""[{"sku":" ","quantity":1}]""", "lines[0].variant_id")]
    [InlineData("""[{"sku":"TEA-1","variant_id":"var_01h455vb4pex5vsknk084sn02q","quantity":1}]""", "lines[0].variant_id")]
    [InlineData("""[{"variant_id":"ord_01h455vb4pex5vsknk084sn02q","quantity":1}]""", "lines[0].variant_id")]
    [InlineData("""[{"sku":"TEA-1","quantity":1,"price":1}]""", "lines[0].price")]
    [InlineData("""[{"sku":"TEA-1"}]""", "lines[0]")]
    [InlineData("[null]", "lines[0]")]
    [InlineData("[]", "lines")]
    [InlineData("null", "lines")]
    public async Task Invalid_lines_are_a_400_that_names_the_member(string lines, string param)
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        using var http = acme.Http(acme.Key);

        var body = $$"""{"customer_id":"{{trade.Cafe}}","lines":{{lines}}}""";
        var (status, problem) = await http.SendAsync("POST", "/orders", body);

        Assert.Equal((400, param), (status, problem.Text("param")));
        Assert.Equal((10m, 0m), await trade.StockAsync());
    }

    [Fact]
    public async Task An_order_can_have_two_hundred_lines_but_not_more()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(1000);
        using var http = acme.Http(acme.Key);
        object Order(int lines) => new
        {
            customer_id = trade.Cafe.ToString(),
            lines = Enumerable.Repeat(new { variant_id = trade.Tea.ToString(), quantity = 1 }, lines),
        };

        Assert.Equal(201, (await http.SendAsync("POST", "/orders", Order(200))).Status);
        Assert.Equal(400, (await http.SendAsync("POST", "/orders", Order(201))).Status);
        Assert.Equal((1000m, 200m), await trade.StockAsync());
    }

    [Fact]
    public async Task Out_of_stock_is_a_409_that_names_the_SKUs()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(1, "TEA-1");
        using var http = acme.Http(acme.Key);

        var (status, problem) = await http.SendAsync("POST", "/orders",
            new { customer_id = trade.Cafe.ToString(), lines = new[] { new { sku = "TEA-1", quantity = 2 } } });

        Assert.Equal((409, "out_of_stock"), (status, problem.Text("code")));
        Assert.Contains("TEA-1", problem.Text("detail"), StringComparison.Ordinal);
        var error = problem.GetProperty("errors")[0];
        Assert.Equal(("lines[0].quantity", "out_of_stock"), (error.Text("param"), error.Text("code")));
    }

    [Fact]
    public async Task Unknown_ids_and_ids_of_another_organization_get_the_same_404()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        var theirs = await globex.SellsTeaAsync(10, "TEA-2");
        var order = (await theirs.OrdersAsync(2)).Value;
        using var http = acme.Http(acme.Key);
        var now = TimeProvider.System.GetUtcNow();

        foreach (var (foreign, unknown) in new[]
        {
            (
                await PlaceAsync(customer: theirs.Cafe.ToString()),
                await PlaceAsync(customer: Id<Customer>.New(now).ToString())
            ),
            (
                await PlaceAsync(warehouse: theirs.Main.ToString()),
                await PlaceAsync(warehouse: Id<Warehouse>.New(now).ToString())
            ),
            (await PlaceAsync(sku: "TEA-2"), await PlaceAsync(sku: "TEA-3")),
            (
                await http.SendAsync("GET", $"/orders/{order.Id}"),
                await http.SendAsync("GET", $"/orders/{Id<Order>.New(now)}")
            ),
            (
                await http.SendAsync("POST", $"/orders/{order.Id}/fulfill"),
                await http.SendAsync("POST", "/orders/nonsense/fulfill")
            ),
            (
                await http.SendAsync("POST", $"/orders/{order.Id}/cancel", new { }),
                await http.SendAsync("POST", $"/orders/{Id<Order>.New(now)}/cancel", new { })
            ),
        })
        {
            Assert.Equal((404, 404), (foreign.Status, unknown.Status));
            Assert.Equal(
                (foreign.Body.Text("detail"), foreign.Body.GetProperty("errors").GetRawText()),
                (unknown.Body.Text("detail"), unknown.Body.GetProperty("errors").GetRawText()));
        }
        Assert.Equal((10m, 2m), await theirs.StockAsync());
        Assert.Equal(
            0, (await http.SendAsync("GET", $"/orders?customer_id={theirs.Cafe}")).Body.GetProperty("data").GetArrayLength());

        Task<(int Status, JsonElement Body)> PlaceAsync(
            string? customer = null, string? warehouse = null, string sku = "TEA-1") =>
            http.SendAsync("POST", "/orders", new
            {
                customer_id = customer ?? trade.Cafe.ToString(),
                warehouse_id = warehouse,
                lines = new[] { new { sku, quantity = 1 } },
            });
    }

    [Fact]
    public async Task A_key_without_the_write_scope_can_read_orders_but_not_place_them()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        using var http = acme.Http(await acme.KeyAsync("orders:read"));

        Assert.Equal(200, (await http.SendAsync("GET", "/orders")).Status);
        var order = new { customer_id = trade.Cafe.ToString(), lines = new[] { new { sku = "TEA-1", quantity = 1 } } };
        Assert.Equal(403, (await http.SendAsync("POST", "/orders", order)).Status);
    }

    [Fact]
    public async Task An_idempotency_key_places_one_order_and_is_rejected_with_a_different_body()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        using var http = acme.Http(acme.Key);
        object Order(int quantity) =>
            new { customer_id = trade.Cafe.ToString(), lines = new[] { new { sku = "TEA-1", quantity } } };

        var first = await http.SendAsync("POST", "/orders", Order(1), "k-1");
        var again = await http.SendAsync("POST", "/orders", Order(1), "k-1");
        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        var other = await http.SendAsync("POST", "/orders", Order(2), "k-1");

        Assert.Equal((422, "idempotency_key_reused"), (other.Status, other.Body.Text("code")));
        Assert.Equal((10m, 1m), await trade.StockAsync());
    }

    [Fact]
    public async Task Of_two_hundred_concurrent_orders_for_a_hundred_units_exactly_a_hundred_are_placed()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100, "TEA-1");
        using var http = acme.Http(acme.Key);

        var order = new { customer_id = trade.Cafe.ToString(), lines = new[] { new { sku = "TEA-1", quantity = 1 } } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => http.SendAsync("POST", "/orders", order)));

        var counts = answers.GroupBy(answer => answer.Status).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(new Dictionary<int, int> { [201] = 100, [409] = 100 }, counts);
        var rejected = answers.Where(answer => answer.Status == 409);
        Assert.All(rejected, answer => Assert.Equal("out_of_stock", answer.Body.Text("code")));
        var numbers = answers.Where(answer => answer.Status == 201).Select(answer => answer.Body.Text("number")).Order();
        Assert.Equal(Enumerable.Range(1001, 100).Select(number => $"SO-{number}"), numbers);
        Assert.Equal((100m, 100m), await trade.StockAsync());
        Assert.Equal(100, await host.ScalarAsync<long>("select count(*) from orders where organization_id = $1", acme.Id));
        Assert.Equal(100, (await acme.AuditedAsync()).Count(action => action == "order.place"));
        Assert.Equal(100, (await acme.AnnouncedAsync()).Count(type => type == "order.placed"));
        await acme.LedgerAgreesAsync(host);
        await acme.ReservationsAgreeAsync(host);
    }

    [Fact]
    public async Task The_API_returns_sales_figures()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        await trade.OrdersAsync(4);
        using var http = acme.Http(acme.Key);

        var (status, figures) = await http.SendAsync("GET", "/orders/figures?days=7");

        Assert.Equal((200, 1, 7), (status, figures.GetProperty("open_orders").GetInt32(),
            figures.GetProperty("per_day").GetArrayLength()));
        var current = figures.GetProperty("current");
        Assert.Equal((1800, 1), (current.GetProperty("revenue").GetProperty("amount").GetInt64(),
            current.GetProperty("orders").GetInt32()));
        Assert.Equal(JsonValueKind.Null, figures.GetProperty("before").ValueKind);
        Assert.Equal(30, (await http.SendAsync("GET", "/orders/figures")).Body.GetProperty("per_day").GetArrayLength());
        Assert.Equal(400, (await http.SendAsync("GET", "/orders/figures?days=0")).Status);
    }
}
