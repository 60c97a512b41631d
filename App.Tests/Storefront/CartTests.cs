using App.Accounts;
using App.Catalog;
using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Catalog;
using App.Tests.Inventory;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Storefront;

public sealed class CartTests(TestHouse house)
{
    static async Task<CartView> CartOfAsync(TestActor actor, string? token) => (await actor.Get<GetCart>().ExecuteAsync(new(token))).Value;

    [Fact]
    public async Task A_visitors_cart_is_found_by_its_token_alone_and_leaves_no_audit_entry()
    {
        var acme = await house.OrganizationAsync();
        var (tea, _) = await acme.HasTeaAsync(20);
        var (mine, other, before) = (Token.New(), Token.New(), await acme.AuditedAsync());

        Assert.True((await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(mine, tea, 2))).Succeeded);
        Assert.True((await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(mine, tea, 1.5m))).Succeeded);

        Assert.Equal(3.5m, Assert.Single((await CartOfAsync(acme.Visitor, mine)).Lines).Quantity);
        Assert.Equal(1575, (await CartOfAsync(acme.Visitor, mine)).Total.Amount);
        foreach (var stranger in new[] { other, null, "", "x" })
            Assert.Empty((await CartOfAsync(acme.Visitor, stranger)).Lines);
        Assert.Equal(before, await acme.AuditedAsync());
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from carts where token_hash = $1", System.Text.Encoding.UTF8.GetBytes(mine)));
    }

    [Fact]
    public async Task Two_first_clicks_at_once_make_one_cart()
    {
        var acme = await house.OrganizationAsync();
        var (tea, _) = await acme.HasTeaAsync(20);
        var token = Token.New();

        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => acme.Visitor.Get<AddToCart>().ExecuteAsync(new(token, tea, 1))));

        Assert.All(added, answer => Assert.True(answer.Succeeded, answer.Problem?.Detail));
        Assert.Equal(6, Assert.Single((await CartOfAsync(acme.Visitor, token)).Lines).Quantity);
    }

    [Fact]
    public async Task Signing_in_brings_the_visitors_cart_along_and_the_token_opens_it_no_more()
    {
        var acme = await house.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(20);
        var coffee = (await acme.StocksTeaAsync()).Variants[0].Id;
        await acme.ReceivesAsync(coffee, main, 5);
        var (email, first, second) = (AccountStory.NewAddress("rosa"), Token.New(), Token.New());
        var rosa = await acme.LetsInAsync(house, email: email);
        await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(first, tea, 2));
        await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(second, tea, 1));
        await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(second, coffee, 1));

        await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password, first);  // becomes hers
        await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password, second); // goes into hers
        await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password, second); // is no more

        Assert.Equal([(tea, 3m), (coffee, 1m)], (await CartOfAsync(rosa, null)).Lines.Select(line => (line.VariantId, line.Quantity)));
        Assert.Empty((await CartOfAsync(acme.Visitor, first)).Lines);
        Assert.Empty((await CartOfAsync(acme.Visitor, second)).Lines);
        Assert.Equal(4, (await CartOfAsync(rosa, first)).Lines.Sum(line => line.Quantity)); // a shopper's own, whatever the cookie says
    }

    [Fact]
    public async Task Quantities_keep_their_bounds_and_none_takes_the_line_out()
    {
        var shop = await (await house.OrganizationAsync()).OpensTeaShopAsync(house);

        foreach (var bad in new[] { 0m, -1m, 1_000_001m, 0.00001m })
            Assert.Equal("quantity", (await shop.AddsAsync(bad)).Problem?.Param);
        await shop.AddsAsync(999_999m);
        Assert.Equal("quantity", (await shop.AddsAsync(2)).Problem?.Param);
        Assert.Equal("lines[0].quantity", (await shop.Rosa.Get<ChangeCart>().ExecuteAsync(new(null, [new(shop.Tea, -2)]))).Problem?.Param);

        Assert.True((await shop.Rosa.Get<ChangeCart>().ExecuteAsync(new(null, [new(shop.Tea, 7)]))).Succeeded);
        Assert.Equal(7, (await shop.CartAsync()).Lines[0].Quantity);
        Assert.True((await shop.Rosa.Get<ChangeCart>().ExecuteAsync(new(null, [new(shop.Tea, 0)]))).Succeeded);
        Assert.Empty((await shop.CartAsync()).Lines);
    }

    [Fact]
    public async Task What_is_unknown_foreign_or_archived_goes_into_no_cart()
    {
        var shop = await (await house.OrganizationAsync()).OpensTeaShopAsync(house);
        var globex = await house.OrganizationAsync("Globex");
        var foreign = (await globex.StocksTeaAsync()).Variants[0].Id;
        await shop.Acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(shop.Product));

        foreach (var variant in new[] { foreign, shop.Tea, default })
            Assert.Equal("not_found", (await shop.AddsAsync(1, variant)).Problem?.Code);
    }

    [Fact]
    public async Task Carts_that_visitors_left_alone_for_thirty_days_are_swept_and_shoppers_carts_are_not()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync("Acme", clock);
        var shop = await acme.OpensTeaShopAsync(house);
        var token = Token.New();
        await acme.Visitor.Get<AddToCart>().ExecuteAsync(new(token, shop.Tea, 2));
        await shop.AddsAsync(1);
        clock.Advance(TimeSpan.FromDays(30));

        await new PruneCarts(house.Services.GetRequiredService<OpsDatabase>(), clock).RunAsync(default);

        Assert.Equal(1, await house.ScalarAsync<long>("select count(*) from carts where organization_id = $1", acme.Id));
        Assert.Equal(1, await house.ScalarAsync<long>("select count(*) from cart_lines where organization_id = $1", acme.Id));
    }
}
