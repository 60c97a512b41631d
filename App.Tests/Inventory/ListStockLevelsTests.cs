using App.Catalog;
using App.Inventory;

namespace App.Tests.Inventory;

/// <summary>The stock of one product, as its page shows it.</summary>
public sealed class ListStockLevelsTests(TestHost host)
{
    [Fact]
    public async Task The_levels_of_a_product_are_those_of_its_variants()
    {
        var acme = await host.OrganizationAsync();
        var (tea, _) = await acme.HasTeaAsync(5, "TEA-1");
        await acme.HasTeaAsync(7, "TEA-2");
        var product = (await acme.Owner.Get<GetVariant>().ExecuteAsync(new(tea))).Value.ProductId;

        var levels = (await acme.Owner.Get<ListStockLevels>().ExecuteAsync(
            new(new PageRequest(), ProductId: product))).Value.Data;

        Assert.Equal([("TEA-1", 5m)], levels.Select(level => (level.Sku, level.OnHand)));
    }

    /// <summary>A warehouse with more than 2,000 levels is read in another way, which shows the same.</summary>
    [Fact]
    public async Task All_levels_of_a_large_warehouse_are_paged_in_the_order_of_their_SKUs()
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(5, "TEA-A");
        await acme.HasTeaAsync(3, "TEA-B", await acme.OpensWarehouseAsync("Second"));
        await host.ScalarAsync<long>("""
            with more as (
                insert into variants (
                    organization_id, id, product_id, sku, sku_key, unit, smallest_quantity, price_amount, price_currency,
                    created_at, updated_at)
                select organization_id, gen_random_uuid(), product_id, 'BULK-' || n, 'bulk-' || n, unit, smallest_quantity,
                    price_amount, price_currency, created_at, updated_at
                from variants, generate_series(1, 2000) n where organization_id = $1 and id = $2
                returning id),
            stored as (
                insert into stock_levels (organization_id, variant_id, warehouse_id, id, on_hand, reserved, updated_at)
                select $1, id, $3, gen_random_uuid(), 1, 0, now() from more returning 1)
            select count(*) from stored
            """, acme.Id, tea.Value, main.Value);
        var seen = new List<string>();

        var page = new PageRequest(PageRequest.Largest);
        do
        {
            var read = (await acme.Owner.Get<ListStockLevels>().ExecuteAsync(new(page, WarehouseId: main))).Value;
            seen.AddRange(read.Data.Select(level => level.Sku));
            page = page with { Cursor = read.NextCursor };
        }
        while (page.Cursor is not null);

        Assert.Equal([.. Enumerable.Range(1, 2000).Select(n => $"BULK-{n}"), "TEA-A"], seen);
        Assert.Equal(5, (await acme.Owner.Get<ListStockLevels>().ExecuteAsync(
            new(new(), WarehouseId: main, Q: "TEA-A"))).Value.Data.Single().OnHand);
    }
}
