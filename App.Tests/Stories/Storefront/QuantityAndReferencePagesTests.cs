using System.Net;
using App.Catalog;

namespace App.Tests.Storefront;

/// <summary>A shopper without JavaScript sees the rule for quantities, and is warned about a reference used before.</summary>
public sealed class QuantityAndReferencePagesTests(TestHost host)
{
    [Fact]
    public async Task Buttons_move_the_quantity_by_the_step_of_the_variant()
    {
        var (acme, home, tea, _) = await StorefrontPagesTests.ShopAsync(host, 100);
        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(
            new(tea.Variants[0].Id, new(Unit: "piece") { QuantityStep = 6, MinQuantity = 12 }));
        var variant = tea.Variants[0].Id.ToString();
        using var browser = new TestBrowser(host);

        await browser.GetAsync($"{home}/p/{tea.Id}");
        Assert.Contains("Sold in steps of 6, at least 12.", browser.Html);
        Assert.Contains("value=\"12\"", browser.Html);
        await browser.SubmitAsync("add", ("variant", variant), ("quantity", "12"), ("do", "more"));
        Assert.Contains("value=\"18\"", browser.Html);
        await browser.SubmitAsync("add", ("variant", variant), ("quantity", "15"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("Order 12 or 18 instead of 15.", browser.Html);
        await StorefrontPagesTests.PutAsync(browser, home, tea, "18");
        await browser.GetAsync($"{home}/cart");
        await browser.SubmitAsync("cart", ($"quantity_{variant}", "18"), ("do", $"less {variant}"));
        await browser.FollowAsync();

        Assert.Contains("value=\"12\"", browser.Html);
    }

    [Fact]
    public async Task A_changed_rule_is_shown_in_the_cart_as_a_change_to_accept()
    {
        var (acme, home, tea, _) = await StorefrontPagesTests.ShopAsync(host, 100);
        var variant = tea.Variants[0].Id;
        using var browser = new TestBrowser(host);
        await StorefrontPagesTests.PutAsync(browser, home, tea, "7");
        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(
            new(variant, new(Unit: "piece") { QuantityStep = 6, MinQuantity = 12 }));

        await browser.GetAsync($"{home}/cart");
        Assert.Equal((HttpStatusCode.OK, "Some items have changed"), (browser.Status, browser.Notice));
        Assert.Contains("Your cart has 7; it will have 12.", browser.Html);
        await browser.SubmitAsync("cart", ($"quantity_{variant}", "7"), ("do", "accept"));
        await browser.FollowAsync();

        Assert.Contains("value=\"12\"", browser.Html);
        Assert.DoesNotContain("Some items have changed", browser.Html);
    }

    [Fact]
    public async Task A_quantity_above_the_stock_is_not_called_a_change_of_the_item()
    {
        var (_, home, tea, _) = await StorefrontPagesTests.ShopAsync(host, 5);
        using var browser = new TestBrowser(host);
        await StorefrontPagesTests.PutAsync(browser, home, tea, "4");

        await browser.GetAsync($"{home}/cart");
        await browser.SubmitAsync("cart", ($"quantity_{tea.Variants[0].Id}", "9"), ("do", "update"));
        await browser.FollowAsync();

        Assert.Equal((HttpStatusCode.OK, "Some quantities cannot be ordered"), (browser.Status, browser.Notice));
        Assert.Contains("Only 5 left. Your cart has 9.", browser.Html);
    }

    [Fact]
    public async Task A_reference_used_before_warns_once_and_a_second_click_places_the_order()
    {
        var (_, home, tea, email) = await StorefrontPagesTests.ShopAsync(host);
        using var browser = new TestBrowser(host);
        await StorefrontPagesTests.SignInAsync(browser, home, email);
        async Task CheckOutAsync()
        {
            await StorefrontPagesTests.PutAsync(browser, home, tea, "2");
            await browser.GetAsync($"{home}/checkout");
            await browser.SubmitAsync("place", ("reference", "PO 9"));
        }
        await CheckOutAsync();
        var first = browser.Location!.Split('?')[0];

        await CheckOutAsync();
        Assert.Equal("You have used this reference before", browser.Notice);
        Assert.Contains(first, browser.Html);
        await browser.SubmitAsync("place", ("reference", "PO 9"));

        Assert.StartsWith($"{home}/orders/", browser.Location);
        Assert.DoesNotContain(first, browser.Location!);
    }

    [Fact]
    public async Task The_page_of_an_order_whose_rest_was_canceled_says_what_is_owed()
    {
        var (acme, home, tea, email) = await StorefrontPagesTests.ShopAsync(host);
        using var browser = new TestBrowser(host);
        await StorefrontPagesTests.SignInAsync(browser, home, email);
        await StorefrontPagesTests.PutAsync(browser, home, tea, "4");
        await browser.GetAsync($"{home}/checkout");
        await browser.SubmitAsync("place");
        var page = browser.Location!.Split('?')[0];
        Id<App.Orders.Order>.TryParse(page.Split('/')[^1], null, out var id);
        var order = (await acme.Member.Get<App.Orders.GetOrder>().ExecuteAsync(new(id))).Value;
        await acme.Member.Get<App.Orders.FulfillOrder>().ExecuteAsync(new(id, new([new(order.Lines[0].Id, 1)])));
        await acme.Member.Get<App.Orders.CancelOrder>().ExecuteAsync(new(id));

        await browser.GetAsync(page);

        Assert.Contains("Partially shipped, rest canceled", browser.Html);
        Assert.Contains("Owed for what was shipped, excluding tax</span> <b>€4.50", WebUtility.HtmlDecode(browser.Html));
    }
}
