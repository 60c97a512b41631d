using App.Orders;
using App.Orders.Pages;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Orders;

/// <summary>Renders the order page on the real Gate.</summary>
public sealed class OrderPageTests(TestHost host)
{
    [Fact]
    public async Task An_open_order_shows_its_actions_and_a_fulfilled_one_shows_none()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        var order = (await trade.OrdersAsync(4)).Value;

        await using (var context = Context(acme))
            Assert.Equal(["Cancel order", "Fulfill order"], Buttons(Show(context, acme, order.Id)));
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id));
        await using (var context = Context(acme))
        {
            var page = Show(context, acme, order.Id);
            Assert.Empty(Buttons(page));
            page.WaitForElement(".entry-title", TimeSpan.FromSeconds(30)); // the timeline is loaded on its own
            Assert.Equal(
                ["Fulfilled", "Order placed, stock reserved"], page.FindAll(".entry-title").Select(title => title.TextContent));
        }
    }

    [Fact]
    public async Task Users_with_read_permission_see_no_order_actions()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var order = (await trade.OrdersAsync(4)).Value;

        await using var context = Context(acme);

        Assert.Empty(Buttons(Show(context, acme, order.Id, OrderPermissions.Read)));
    }

    [Fact]
    public async Task An_order_can_be_partly_fulfilled_in_the_drawer_and_an_excess_is_rejected_at_its_line()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        var order = (await trade.OrdersAsync(4, 2)).Value;
        await using var context = Context(acme);
        var page = Show(context, acme, order.Id);
        var drawers = context.Render<VendorProviders>(); // the component in which the layout renders drawers

        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Fulfill order").ClickAsync(new());
        drawers.FindAll("[role=dialog] input")[0].Change("");
        drawers.FindAll("[role=dialog] input")[1].Change("3");
        await drawers.Find("[role=dialog] form").SubmitAsync();
        Assert.Contains(
            "TEA-1: 2 of 2 are open.", drawers.FindAll("[role=dialog] .field")[1].TextContent, StringComparison.Ordinal);

        drawers.FindAll("[role=dialog] input")[1].Change("1");
        await drawers.Find("[role=dialog] form").SubmitAsync();
        Assert.Empty(drawers.FindAll("[role=dialog]"));
        Assert.Equal("Partially fulfilled", page.Find("h1 .pill").TextContent);
        Assert.Equal((9m, 5m), await trade.StockAsync());
    }

    [Fact]
    public async Task The_page_says_that_the_rest_was_canceled_and_what_is_owed()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var order = (await trade.OrdersAsync(4)).Value;
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(order.Lines[0].Id, 1)])));
        await acme.Member.Get<CancelOrder>().ExecuteAsync(new(order.Id));
        await using var context = Context(acme);

        var page = Show(context, acme, order.Id);

        Assert.Equal("Partially fulfilled, rest canceled", page.Find("h1 .pill").TextContent);
        var totals = page.FindAll(".card-total b").Select(total => total.TextContent).ToList();
        Assert.Contains("18.00", totals[0], StringComparison.Ordinal);
        Assert.Contains("4.50", totals[1], StringComparison.Ordinal);
    }

    BunitContext Context(TestOrganization acme)
    {
        var scope = host.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(acme.Member.Credential);
        var context = new BunitContext();
        context.Services.AddUi().AddSingleton(TimeProvider.System);
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        return context;
    }

    static IRenderedComponent<OrderPage> Show(
        BunitContext context, TestOrganization acme, Id<Order> order, params Permission[] permissions)
    {
        var granted = permissions.Length > 0 ? permissions : [.. OrderPermissions.All];
        var organization = new OrganizationContext(acme.Slug, "Acme", "Ana", "ana@acme.example", [],
            [.. granted.Select(permission => permission.Name)]);
        context.Services.GetRequiredService<NavigationManager>().NavigateTo(organization.Href($"orders/{order}"));
        var page = context.Render<OrderPage>(parameters => parameters
            .AddCascadingValue(organization)
            .Add(shown => shown.Slug, acme.Slug)
            .Add(shown => shown.Id, order.ToString()));
        page.WaitForElement("h1 .pill", TimeSpan.FromSeconds(30)); // generous, because the machine may be busy
        return page;
    }

    static string[] Buttons(IRenderedComponent<OrderPage> page) =>
        [.. page.FindAll(".page-header .actions button").Select(button => button.TextContent.Trim())];
}
