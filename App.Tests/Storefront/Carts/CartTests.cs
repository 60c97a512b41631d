using App.Accounts;
using App.Catalog;
using App.Storefront;

namespace App.Tests.Storefront;

public sealed class CartTests(TestHost host)
{
    static async Task<CartView> CartOfAsync(TestActor actor, string? token) =>
        (await actor.Get<GetCart>().ExecuteAsync(new(token))).Value;

    [Fact]
    public async Task A_visitors_cart_is_found_only_by_its_token_and_is_not_audited()
    {
        var acme = await host.OrganizationAsync();
        var (tea, _) = await acme.HasTeaAsync(20);
        var mine = Token.New();
        var other = Token.New();
        var before = await acme.AuditedAsync();

        Assert.True((await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(mine, tea, 2))).Succeeded);
        Assert.True((await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(mine, tea, 1.5m))).Succeeded);

        Assert.Equal(3.5m, Assert.Single((await CartOfAsync(acme.Visitor, mine)).Lines).Quantity);
        Assert.Equal(1575, (await CartOfAsync(acme.Visitor, mine)).Total.Amount);
        foreach (var stranger in new[] { other, null, "", "x" })
            Assert.Empty((await CartOfAsync(acme.Visitor, stranger)).Lines);
        Assert.Equal(before, await acme.AuditedAsync());
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from carts where token_hash = $1", System.Text.Encoding.UTF8.GetBytes(mine)));
    }

    [Fact]
    public async Task Concurrent_first_additions_create_one_cart()
    {
        var acme = await host.OrganizationAsync();
        var (tea, _) = await acme.HasTeaAsync(20);
        var token = Token.New();

        var added = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => acme.Visitor.Get<AddToCart>().ExecuteAsync(new(token, tea, 1))));

        Assert.All(added, answer => Assert.True(answer.Succeeded, answer.Problem?.Detail));
        Assert.Equal(6, Assert.Single((await CartOfAsync(acme.Visitor, token)).Lines).Quantity);
    }

    [Fact]
    public async Task Signing_in_merges_the_visitors_cart_and_its_token_stops_working()
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(20);
        var coffee = (await acme.StocksTeaAsync()).Variants[0].Id;
        await acme.ReceivesAsync(coffee, main, 5);
        var email = AccountScenario.NewAddress("rosa");
        var first = Token.New();
        var second = Token.New();
        var rosa = await acme.LetsInAsync(host, email: email);
        await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(first, tea, 2));
        await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(second, tea, 1));
        await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(second, coffee, 1));

        await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password, first);  // becomes the shopper's cart
        await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password, second); // is merged into it
        await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password, second); // no longer exists

        Assert.Equal(
            [(tea, 3m), (coffee, 1m)], (await CartOfAsync(rosa, null)).Lines.Select(line => (line.VariantId, line.Quantity)));
        Assert.Empty((await CartOfAsync(acme.Visitor, first)).Lines);
        Assert.Empty((await CartOfAsync(acme.Visitor, second)).Lines);
        // a shopper always gets their own cart, whatever the cookie
        Assert.Equal(4, (await CartOfAsync(rosa, first)).Lines.Sum(line => line.Quantity));
    }

    [Fact]
    public async Task Quantities_are_validated_and_zero_removes_the_line()
    {
        var shop = await (await host.OrganizationAsync()).OpensTeaShopAsync(host);

        foreach (var bad in new[] { 0m, -1m, 1_000_001m, 0.00001m })
            Assert.Equal("quantity", (await shop.AddsAsync(bad)).Problem?.Param);
        await shop.AddsAsync(999_999m);
        Assert.Equal("quantity", (await shop.AddsAsync(2)).Problem?.Param);
        Assert.Equal(
            "lines[0].quantity", (await shop.Rosa.Get<ChangeCart>().ExecuteAsync(new(null, [new(shop.Tea, -2)]))).Problem?.Param);

        Assert.True((await shop.Rosa.Get<ChangeCart>().ExecuteAsync(new(null, [new(shop.Tea, 7)]))).Succeeded);
        Assert.Equal(7, (await shop.CartAsync()).Lines[0].Quantity);
        Assert.True((await shop.Rosa.Get<ChangeCart>().ExecuteAsync(new(null, [new(shop.Tea, 0)]))).Succeeded);
        Assert.Empty((await shop.CartAsync()).Lines);
    }

    [Fact]
    public async Task Unknown_foreign_and_archived_variants_cannot_be_added()
    {
        var shop = await (await host.OrganizationAsync()).OpensTeaShopAsync(host);
        var globex = await host.OrganizationAsync("Globex");
        var foreign = (await globex.StocksTeaAsync()).Variants[0].Id;
        await shop.Acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(shop.Product));

        foreach (var variant in new[] { foreign, shop.Tea, default })
            Assert.Equal("not_found", (await shop.AddsAsync(1, variant)).Problem?.Code);
    }

    [Fact]
    public async Task Visitor_carts_idle_for_thirty_days_are_pruned_and_shopper_carts_are_kept()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync("Acme", clock);
        var shop = await acme.OpensTeaShopAsync(host);
        var token = Token.New();
        await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(token, shop.Tea, 2));
        await shop.AddsAsync(1);
        clock.Advance(TimeSpan.FromDays(30));

        await host.At(clock).DeleteOldRowsAsync("prune carts");

        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from carts where organization_id = $1", acme.Id));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from cart_lines where organization_id = $1", acme.Id));
    }
}
