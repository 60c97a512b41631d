using App.BulkChanges;
using App.Catalog;
using App.Orders;
using static App.Tests.BulkScenario;

namespace App.Tests.BulkChanges;

/// <summary>Undoing a bulk change: records return to what they were, unless somebody has changed them since.</summary>
[Collection("Bulk changes")]
public sealed class UndoBulkChangeTests(TestHost host)
{
    [Fact]
    public async Task Prices_return_to_what_they_were_except_those_that_were_changed_since()
    {
        var acme = await host.OrganizationAsync();
        var teas = await acme.TeasAsync(3);
        var raised = await acme.ChangedAsync(
            host.Services, ProductBulkActions.ChangePrices, These(teas.Select(tea => tea.Id.Value)),
            Arguments(new PriceRule(Percent: 12.5m)));
        Assert.Equal(338, (await acme.ProductAsync(teas[0].Id)).Variants[0].Price.Amount); // 337.5, half away from zero
        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(new(teas[1].Variants[0].Id, new(Price: new(999, "EUR"))));

        var undone = await UndoneAsync(acme, raised.Id);

        Assert.Equal((BulkState.Finished, 2, 1), (undone.State, undone.Done, undone.Failed));
        Assert.Equal("price_changed", Assert.Single(await acme.FailuresAsync(undone.Id)).Code);
        Assert.Equal([300, 999, 300], (await acme.NowAsync(teas)).Select(tea => tea.Variants[0].Price.Amount));
        Assert.Equal(undone.Id, (await acme.ProgressAsync(raised.Id)).UndoneBy);
    }

    [Fact]
    public async Task Categories_return_to_what_they_were_except_those_that_were_changed_since()
    {
        var acme = await host.OrganizationAsync();
        var teas = await acme.TeasAsync(3);
        await acme.Owner.Get<UpdateProduct>().ExecuteAsync(new(teas[0].Id, new() { Category = "Green" }));
        var set = await acme.ChangedAsync(
            host.Services, ProductBulkActions.SetCategory, These(teas.Select(tea => tea.Id.Value)),
            Arguments(new SetProductCategory.Arguments("Hot")));
        await acme.Owner.Get<UpdateProduct>().ExecuteAsync(new(teas[2].Id, new() { Category = "Cold" }));

        var undone = await UndoneAsync(acme, set.Id);

        Assert.Equal((2, 1), (undone.Done, undone.Failed));
        Assert.Equal(["Green", null, "Cold"], (await acme.NowAsync(teas)).Select(tea => tea.Category));
        Assert.Equal("changed_since", Assert.Single(await acme.FailuresAsync(undone.Id)).Code);
    }

    [Fact]
    public async Task Archived_products_are_restored()
    {
        var acme = await host.OrganizationAsync();
        var teas = await acme.TeasAsync(2);
        var archived = await acme.ChangedAsync(host.Services, ProductBulkActions.Archive, All(new ProductFilter("tea")));

        var undone = await UndoneAsync(acme, archived.Id);

        Assert.Equal(2, undone.Done);
        Assert.All(await acme.NowAsync(teas), tea => Assert.Null(tea.ArchivedAt));
    }

    [Fact]
    public async Task What_cannot_be_undone_says_so()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        var order = (await trade.OrdersAsync(1)).Value;
        var fulfilled = await acme.ChangedAsync(host.Services, OrderBulkActions.Fulfill, These(order.Id.Value));
        var archived = await acme.ChangedAsync(host.Services, ProductBulkActions.Archive, All(new ProductFilter()));
        var undone = await UndoneAsync(acme, archived.Id);

        Assert.Equal("bulk_change_not_undoable", await CodeAsync(fulfilled.Id));
        Assert.Equal("bulk_change_not_undoable", await CodeAsync(archived.Id)); // a second time
        Assert.Equal("bulk_change_not_undoable", await CodeAsync(undone.Id)); // the undo itself

        async Task<string?> CodeAsync(Id<BulkChange> id) =>
            (await acme.Owner.Get<UndoBulkChange>().ExecuteAsync(new(id))).Problem?.Code;
    }

    [Fact]
    public async Task A_bulk_change_can_be_undone_for_a_day()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        await acme.TeasAsync(1);
        var archived = await acme.ChangedAsync(host.At(clock), ProductBulkActions.Archive, All(new ProductFilter()));
        clock.Advance(BulkChange.UndoTime + TimeSpan.FromSeconds(1));

        var late = await acme.Owner.Get<UndoBulkChange>().ExecuteAsync(new(archived.Id));

        Assert.Equal("bulk_change_not_undoable", late.Problem?.Code);
    }

    async Task<BulkChangeView> UndoneAsync(TestOrganization acme, Id<BulkChange> id)
    {
        var undo = (await acme.Owner.Get<UndoBulkChange>().ExecuteAsync(new(id))).Value;
        await host.Services.RunDueJobsAsync(BulkChangeJobs.Run);
        return await acme.ProgressAsync(undo.Id);
    }
}
