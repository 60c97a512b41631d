using App.Platform;
using App.Inventory;
using App.Catalog;

namespace App.Tests.Inventory;

public sealed class InventoryEndpointsTests(TestHouse house)
{
    [Fact]
    public async Task A_program_runs_a_warehouse()
    {
        var acme = await house.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        var tea = (await http.SendAsync("POST", "/products", new { name = "Tea", variants = new[] { new { sku = "TEA-1", price = new { amount = 450, currency = "EUR" } } } }))
            .Body.GetProperty("variants")[0].Text("id");

        var (status, main) = await http.SendAsync("POST", "/warehouses", new { name = "Main" });
        Assert.Equal((201, true), (status, main.GetProperty("is_default").GetBoolean()));
        Assert.StartsWith("whs_", main.Text("id"), StringComparison.Ordinal);
        var north = (await http.SendAsync("POST", "/warehouses", new { name = "North", code = "N1" })).Body;
        Assert.Equal("Far north", (await http.SendAsync("PATCH", $"/warehouses/{north.Text("id")}", new { name = "Far north" })).Body.Text("name"));
        Assert.Equal(2, (await http.SendAsync("GET", "/warehouses")).Body.GetProperty("data").GetArrayLength());

        var (created, movement) = await http.SendAsync("POST", "/stock_adjustments", new { variant_id = tea, warehouse_id = main.Text("id"), quantity = 12.5, reason = "Received" });
        Assert.Equal((201, 12.5m, "adjustment"), (created, movement.Number("quantity"), movement.Text("kind")));
        Assert.Equal("Received", (await http.SendAsync("GET", $"/stock_movements/{movement.Text("id")}")).Body.Text("reason"));

        var (moved, transfer) = await http.SendAsync("POST", "/stock_transfers",
            new { variant_id = tea, from_warehouse_id = main.Text("id"), to_warehouse_id = north.Text("id"), quantity = 2.5 });
        Assert.Equal((201, 2.5m), (moved, transfer.Number("quantity")));

        var levels = (await http.SendAsync("GET", $"/stock_levels?variant_id={tea}")).Body.GetProperty("data");
        Assert.Equal([(10m, 0m, 10m), (2.5m, 0m, 2.5m)], levels.EnumerateArray().OrderByDescending(level => level.Number("on_hand"))
            .Select(level => (level.Number("on_hand"), level.Number("reserved"), level.Number("available"))));
        Assert.Contains("\"on_hand\":10,", levels.GetRawText(), StringComparison.Ordinal); // without padding
        Assert.Equal(1, (await http.SendAsync("GET", $"/stock_levels?warehouse_id={north.Text("id")}&q=tea")).Body.GetProperty("data").GetArrayLength());
        Assert.Equal(3, (await http.SendAsync("GET", $"/stock_movements?variant_id={tea}")).Body.GetProperty("data").GetArrayLength());
        Assert.Equal(1, (await http.SendAsync("GET", $"/stock_movements?warehouse_id={north.Text("id")}")).Body.GetProperty("data").GetArrayLength());

        var watched = (await http.SendAsync("PATCH", $"/stock_levels/{tea}/{north.Text("id")}", new { reorder_point = 3 })).Body;
        Assert.Equal(3m, watched.Number("reorder_point"));
        Assert.Equal(1, (await http.SendAsync("GET", "/stock_levels?low=true")).Body.GetProperty("data").GetArrayLength());

        Assert.Equal(409, (await http.SendAsync("DELETE", $"/warehouses/{north.Text("id")}")).Status);
        await http.SendAsync("POST", "/stock_adjustments", new { variant_id = tea, warehouse_id = north.Text("id"), quantity = -2.5, reason = "Closing" });
        Assert.Equal(204, (await http.SendAsync("DELETE", $"/warehouses/{north.Text("id")}")).Status);
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
    public async Task A_quantity_that_makes_no_sense_is_a_400(string quantity, string? code)
    {
        var acme = await house.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(5);
        using var http = acme.Http(acme.Key);

        var (status, problem) = await http.SendAsync("POST", "/stock_adjustments", $$"""{"variant_id":"{{tea}}","warehouse_id":"{{main}}","quantity":{{quantity}},"reason":"x"}""");

        Assert.Equal((400, "quantity"), (status, problem.Text("param")));
        if (code is not null)
            Assert.Equal(code, problem.GetProperty("errors")[0].Text("code"));
        Assert.Equal((5m, 0m), await acme.StockOfAsync(tea, main));
    }

    [Fact]
    public async Task Unknown_and_foreign_ids_get_the_same_404()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        var (tea, main) = await acme.HasTeaAsync(5);
        var (theirTea, theirMain) = await globex.HasTeaAsync(5);
        using var http = acme.Http(acme.Key);
        var now = TimeProvider.System.GetUtcNow();
        var (noTea, noWarehouse) = (Id<Variant>.New(now), Id<Warehouse>.New(now));

        foreach (var (foreign, unknown) in new[]
        {
            (await AdjustAsync(theirTea, main), await AdjustAsync(noTea, main)),
            (await AdjustAsync(tea, theirMain), await AdjustAsync(tea, noWarehouse)),
            (await TransferAsync(theirMain), await TransferAsync(noWarehouse)),
            (await http.SendAsync("GET", $"/warehouses/{theirMain}"), await http.SendAsync("GET", $"/warehouses/{noWarehouse}")),
            (await http.SendAsync("PATCH", $"/warehouses/{theirMain}", new { name = "Mine" }), await http.SendAsync("PATCH", $"/warehouses/{noWarehouse}", new { name = "Mine" })),
            (await http.SendAsync("DELETE", $"/warehouses/{theirMain}"), await http.SendAsync("DELETE", "/warehouses/nonsense")),
            (await WatchAsync(theirTea, theirMain), await WatchAsync(noTea, noWarehouse)),
        })
        {
            Assert.Equal((404, 404), (foreign.Status, unknown.Status));
            Assert.Equal(foreign.Body.Text("detail"), unknown.Body.Text("detail"));
        }

        Assert.Equal(0, (await http.SendAsync("GET", $"/stock_levels?variant_id={theirTea}")).Body.GetProperty("data").GetArrayLength());
        Assert.Equal(0, (await http.SendAsync("GET", "/stock_movements?variant_id=nonsense")).Body.GetProperty("data").GetArrayLength());
        Assert.Equal((5m, 0m), await globex.StockOfAsync(theirTea, theirMain));

        Task<(int Status, System.Text.Json.JsonElement Body)> AdjustAsync(Id<Variant> variant, Id<Warehouse> warehouse) =>
            http.SendAsync("POST", "/stock_adjustments", new { variant_id = variant.ToString(), warehouse_id = warehouse.ToString(), quantity = 1, reason = "x" });
        Task<(int Status, System.Text.Json.JsonElement Body)> TransferAsync(Id<Warehouse> to) =>
            http.SendAsync("POST", "/stock_transfers", new { variant_id = tea.ToString(), from_warehouse_id = main.ToString(), to_warehouse_id = to.ToString(), quantity = 1 });
        Task<(int Status, System.Text.Json.JsonElement Body)> WatchAsync(Id<Variant> variant, Id<Warehouse> warehouse) =>
            http.SendAsync("PATCH", $"/stock_levels/{variant}/{warehouse}", new { reorder_point = 1 });
    }

    [Fact]
    public async Task The_same_key_adjusts_once_and_with_another_body_is_refused()
    {
        var acme = await house.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(5);
        using var http = acme.Http(acme.Key);
        object Adjustment(decimal quantity) => new { variant_id = tea.ToString(), warehouse_id = main.ToString(), quantity, reason = "x" };

        var first = await http.SendAsync("POST", "/stock_adjustments", Adjustment(1), "k-1");
        var again = await http.SendAsync("POST", "/stock_adjustments", Adjustment(1), "k-1");
        var other = await http.SendAsync("POST", "/stock_adjustments", Adjustment(2), "k-1");

        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal((422, "idempotency_key_reused"), (other.Status, other.Body.Text("code")));
        Assert.Equal((6m, 0m), await acme.StockOfAsync(tea, main));
    }
}
