using App.Inventory;
using App.Catalog;

namespace App.Tests.Inventory;

public sealed class InventoryEndpointsTests(TestHost host)
{
    [Fact]
    public async Task The_API_manages_warehouses_adjustments_transfers_and_reorder_points()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        var variant = new { sku = "TEA-1", unit = "kg", price = new { amount = 450, currency = "EUR" } };
        var product = (await http.SendAsync("POST", "/products", new { name = "Tea", variants = new[] { variant } })).Body;
        var tea = product.GetProperty("variants")[0].Text("id");

        var (status, main) = await http.SendAsync("POST", "/warehouses", new { name = "Main" });
        Assert.Equal((201, true), (status, main.GetProperty("is_default").GetBoolean()));
        Assert.StartsWith("whs_", main.Text("id"), StringComparison.Ordinal);
        var north = (await http.SendAsync("POST", "/warehouses", new { name = "North", code = "N1" })).Body;
        var renamed = (await http.SendAsync("PATCH", $"/warehouses/{north.Text("id")}", new { name = "Far north" })).Body;
        Assert.Equal("Far north", renamed.Text("name"));
        Assert.Equal(2, (await http.SendAsync("GET", "/warehouses")).Body.GetProperty("data").GetArrayLength());

        var (created, movement) = await http.SendAsync("POST", "/stock_adjustments",
            new { variant_id = tea, warehouse_id = main.Text("id"), quantity = 12.5, reason = "Received" });
        Assert.Equal((201, 12.5m, "adjustment"), (created, movement.Number("quantity"), movement.Text("kind")));
        Assert.Equal("Received", (await http.SendAsync("GET", $"/stock_movements/{movement.Text("id")}")).Body.Text("reason"));

        var (moved, transfer) = await http.SendAsync("POST", "/stock_transfers",
            new { variant_id = tea, from_warehouse_id = main.Text("id"), to_warehouse_id = north.Text("id"), quantity = 2.5 });
        Assert.Equal((201, 2.5m), (moved, transfer.Number("quantity")));

        var levels = (await http.SendAsync("GET", $"/stock_levels?variant_id={tea}")).Body.GetProperty("data");
        Assert.Equal(
            [(10m, 0m, 10m), (2.5m, 0m, 2.5m)],
            levels.EnumerateArray()
                .OrderByDescending(level => level.Number("on_hand"))
                .Select(level => (level.Number("on_hand"), level.Number("reserved"), level.Number("available"))));
        Assert.Contains("\"on_hand\":10,", levels.GetRawText(), StringComparison.Ordinal); // without trailing zeros
        Assert.Equal(1, await CountAsync($"/stock_levels?warehouse_id={north.Text("id")}&q=tea"));
        Assert.Equal(3, await CountAsync($"/stock_movements?variant_id={tea}"));
        Assert.Equal(1, await CountAsync($"/stock_movements?warehouse_id={north.Text("id")}"));

        var updated = (await http.SendAsync("PATCH", $"/stock_levels/{tea}/{north.Text("id")}", new { reorder_point = 3 })).Body;
        Assert.Equal(3m, updated.Number("reorder_point"));
        Assert.Equal(1, await CountAsync("/stock_levels?low=true"));

        Assert.Equal(409, (await http.SendAsync("DELETE", $"/warehouses/{north.Text("id")}")).Status);
        await http.SendAsync("POST", "/stock_adjustments",
            new { variant_id = tea, warehouse_id = north.Text("id"), quantity = -2.5, reason = "Closing" });
        Assert.Equal(204, (await http.SendAsync("DELETE", $"/warehouses/{north.Text("id")}")).Status);

        async Task<int> CountAsync(string path) =>
            (await http.SendAsync("GET", path)).Body.GetProperty("data").GetArrayLength();
    }

    [Theory]
    [InlineData("0", "zero")]
    [InlineData("1000000.0001", "out_of_range")]
    [InlineData("-1000001", "out_of_range")]
    [InlineData("0.00001", "invalid")]
    [InlineData("1e40", null)]
    [InlineData("99999999999999999999999999999999999999", null)]
    [InlineData("\"5\"", null)]
    [InlineData("null", null)]
    [InlineData("true", null)]
    public async Task An_invalid_quantity_is_a_400(string quantity, string? code)
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(5);
        using var http = acme.Http(acme.Key);

        var (status, problem) = await http.SendAsync("POST", "/stock_adjustments",
            $$"""{"variant_id":"{{tea}}","warehouse_id":"{{main}}","quantity":{{quantity}},"reason":"x"}""");

        Assert.Equal((400, "quantity"), (status, problem.Text("param")));
        if (code is not null)
            Assert.Equal(code, problem.GetProperty("errors")[0].Text("code"));
        Assert.Equal((5m, 0m), await acme.StockOfAsync(tea, main));
    }

    [Fact]
    public async Task Unknown_ids_and_ids_of_another_organization_get_the_same_404()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var (tea, main) = await acme.HasTeaAsync(5);
        var (theirTea, theirMain) = await globex.HasTeaAsync(5);
        using var http = acme.Http(acme.Key);
        var now = TimeProvider.System.GetUtcNow();
        var noTea = Id<Variant>.New(now);
        var noWarehouse = Id<Warehouse>.New(now);

        foreach (var (foreign, unknown) in new[]
        {
            (await AdjustAsync(theirTea, main), await AdjustAsync(noTea, main)),
            (await AdjustAsync(tea, theirMain), await AdjustAsync(tea, noWarehouse)),
            (await TransferAsync(theirMain), await TransferAsync(noWarehouse)),
            (await http.SendAsync("GET", $"/warehouses/{theirMain}"), await http.SendAsync("GET", $"/warehouses/{noWarehouse}")),
            (
                await http.SendAsync("PATCH", $"/warehouses/{theirMain}", new { name = "Mine" }),
                await http.SendAsync("PATCH", $"/warehouses/{noWarehouse}", new { name = "Mine" })
            ),
            (await http.SendAsync("DELETE", $"/warehouses/{theirMain}"), await http.SendAsync("DELETE", "/warehouses/nonsense")),
            (await WatchAsync(theirTea, theirMain), await WatchAsync(noTea, noWarehouse)),
        })
        {
            Assert.Equal((404, 404), (foreign.Status, unknown.Status));
            Assert.Equal(foreign.Body.Text("detail"), unknown.Body.Text("detail"));
        }

        Assert.Equal(
            0, (await http.SendAsync("GET", $"/stock_levels?variant_id={theirTea}")).Body.GetProperty("data").GetArrayLength());
        Assert.Equal(
            0, (await http.SendAsync("GET", "/stock_movements?variant_id=nonsense")).Body.GetProperty("data").GetArrayLength());
        Assert.Equal((5m, 0m), await globex.StockOfAsync(theirTea, theirMain));

        Task<(int Status, System.Text.Json.JsonElement Body)> AdjustAsync(Id<Variant> variant, Id<Warehouse> warehouse) =>
            http.SendAsync("POST", "/stock_adjustments",
                new { variant_id = variant.ToString(), warehouse_id = warehouse.ToString(), quantity = 1, reason = "x" });
        Task<(int Status, System.Text.Json.JsonElement Body)> TransferAsync(Id<Warehouse> to) =>
            http.SendAsync("POST", "/stock_transfers", new
            {
                variant_id = tea.ToString(),
                from_warehouse_id = main.ToString(),
                to_warehouse_id = to.ToString(),
                quantity = 1,
            });
        Task<(int Status, System.Text.Json.JsonElement Body)> WatchAsync(Id<Variant> variant, Id<Warehouse> warehouse) =>
            http.SendAsync("PATCH", $"/stock_levels/{variant}/{warehouse}", new { reorder_point = 1 });
    }

    [Fact]
    public async Task An_idempotency_key_adjusts_once_and_is_rejected_with_a_different_body()
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(5);
        using var http = acme.Http(acme.Key);
        object Adjustment(decimal quantity) =>
            new { variant_id = tea.ToString(), warehouse_id = main.ToString(), quantity, reason = "x" };

        var first = await http.SendAsync("POST", "/stock_adjustments", Adjustment(1), "k-1");
        var again = await http.SendAsync("POST", "/stock_adjustments", Adjustment(1), "k-1");
        var other = await http.SendAsync("POST", "/stock_adjustments", Adjustment(2), "k-1");

        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal((422, "idempotency_key_reused"), (other.Status, other.Body.Text("code")));
        Assert.Equal((6m, 0m), await acme.StockOfAsync(tea, main));
    }
}
