using App.BulkChanges;
using App.Catalog;
using App.Orders;
using App.Organizations;
using Microsoft.Extensions.DependencyInjection;
using static App.Tests.BulkScenario;

namespace App.Tests.BulkChanges;

/// <summary>Running a bulk change: failures, cancellation, crashes, turns, and the end of the member's permission.</summary>
[Collection("Bulk changes")]
public sealed class BulkChangeRunnerTests(TestHost host)
{
    [Fact]
    public async Task A_record_that_cannot_be_changed_is_listed_and_the_others_are_changed()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        var first = (await trade.OrdersAsync(1)).Value;
        var second = (await trade.OrdersAsync(1)).Value;
        await acme.Owner.Get<CancelOrder>().ExecuteAsync(new(second.Id));
        var third = (await trade.OrdersAsync(1)).Value;

        var end = await acme.ChangedAsync(
            host.Services, OrderBulkActions.Fulfill, These(first.Id.Value, second.Id.Value, third.Id.Value));

        Assert.Equal((BulkState.Finished, 2, 1), (end.State, end.Done, end.Failed));
        var failure = Assert.Single(await acme.FailuresAsync(end.Id));
        Assert.Equal((second.Number, "order_not_fulfillable"), (failure.Label, failure.Code));
        Assert.Equal($"{second.Number} is already canceled.", failure.Detail);
        Assert.Equal(OrderStatus.Fulfilled, (await acme.Owner.Get<GetOrder>().ExecuteAsync(new(third.Id))).Value.Status);
    }

    [Fact]
    public async Task A_canceled_bulk_change_leaves_the_rest_as_it_is()
    {
        var acme = await host.OrganizationAsync();
        await acme.TeasAsync(3);
        var started = (await acme.Owner.Get<StartBulkChange>().ExecuteAsync(
            new(ProductBulkActions.Archive, All(new ProductFilter())))).Value;

        Assert.True((await acme.Admin.Get<CancelBulkChange>().ExecuteAsync(new(started.Id))).Succeeded);
        await host.Services.RunDueJobsAsync(BulkChangeJobs.Run);

        var end = await acme.ProgressAsync(started.Id);
        Assert.Equal((BulkState.Canceled, 0), (end.State, end.Done));
        Assert.Equal(
            "bulk_change_ended", (await acme.Owner.Get<CancelBulkChange>().ExecuteAsync(new(started.Id))).Problem?.Code);
    }

    [Fact]
    public async Task A_bulk_change_is_unknown_to_those_who_may_not_make_it()
    {
        var acme = await host.OrganizationAsync();
        var started = (await acme.Owner.Get<StartBulkChange>().ExecuteAsync(
            new(MemberBulkActions.Remove, These(acme.Admin.MemberId.Value)))).Value;

        Assert.Equal("not_found", (await acme.Member.Get<GetBulkChange>().ExecuteAsync(new(started.Id))).Problem?.Code);
        Assert.Equal("not_found", (await acme.Member.Get<CancelBulkChange>().ExecuteAsync(new(started.Id))).Problem?.Code);
        Assert.Equal("not_found", (await acme.Member.Get<UndoBulkChange>().ExecuteAsync(new(started.Id))).Problem?.Code);
        Assert.Equal("bulk_change.start", Assert.Single(await acme.AuditedAsync()));
    }

    [Fact]
    public async Task The_last_owner_stays_when_everybody_is_removed()
    {
        var acme = await host.OrganizationAsync();

        var end = await acme.ChangedAsync(host.Services, MemberBulkActions.Remove,
            These(acme.Owner.MemberId.Value, acme.Admin.MemberId.Value, acme.Member.MemberId.Value));

        Assert.Equal((2, 1), (end.Done, end.Failed));
        Assert.Equal("last_owner", Assert.Single(await acme.FailuresAsync(end.Id)).Code);
    }

    [Fact]
    public async Task A_bulk_change_stops_when_its_member_is_removed()
    {
        var acme = await host.OrganizationAsync();
        var tea = (await acme.TeasAsync(1))[0];
        var started = (await acme.Admin.Get<StartBulkChange>().ExecuteAsync(
            new(ProductBulkActions.Archive, These(tea.Id.Value)))).Value;

        await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(acme.Admin.MemberId));
        await host.Services.RunDueJobsAsync(BulkChangeJobs.Run);

        Assert.Equal(BulkState.Stopped, (await acme.ProgressAsync(started.Id)).State);
        Assert.Null((await acme.ProductAsync(tea.Id)).ArchivedAt);
    }

    [Fact]
    public async Task A_bulk_change_stops_when_its_member_loses_the_permission()
    {
        var acme = await host.OrganizationAsync();
        var started = (await acme.Admin.Get<StartBulkChange>().ExecuteAsync(
            new(MemberBulkActions.Remove, These(acme.Member.MemberId.Value)))).Value;

        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Admin.MemberId, new(Role.Member)));
        await host.Services.RunDueJobsAsync(BulkChangeJobs.Run);

        Assert.Equal(BulkState.Stopped, (await acme.ProgressAsync(started.Id)).State);
        Assert.True((await acme.Owner.Get<GetMember>().ExecuteAsync(new(acme.Member.MemberId))).Succeeded);
    }

    [Fact]
    public async Task A_job_that_died_after_changing_records_changes_none_of_them_twice()
    {
        var acme = await host.OrganizationAsync();
        var teas = await acme.TeasAsync(3);
        var raise = Arguments(new PriceRule(Percent: 10));
        var end = await acme.ChangedAsync(
            host.Services, ProductBulkActions.ChangePrices, These(teas.Select(tea => tea.Id.Value)), raise);
        // the job dies before it has stored what it did: its work begins again
        await host.ExecuteAsync(
            "update bulk_items set state = 'Waiting' where organization_id = $1 and position > 1", acme.Id);
        await host.ExecuteAsync(
            "update bulk_changes set state = 'Running', done = 1 where organization_id = $1", acme.Id);

        await host.Services.RunBulkJobAsync(acme, end.Id);

        var again = await acme.ProgressAsync(end.Id);
        Assert.Equal((BulkState.Finished, 3, 0), (again.State, again.Done, again.Failed));
        Assert.All(await acme.NowAsync(teas), tea => Assert.Equal(330, tea.Variants[0].Price.Amount));
        Assert.Equal(3, (await acme.AuditedAsync()).Count(action => action == "product.change_prices"));
    }

    [Fact]
    public async Task A_large_bulk_change_takes_turns_with_another_organization()
    {
        var acme = await host.OrganizationAsync();
        var other = await host.OrganizationAsync();
        await acme.TeasAsync(25);
        await host.ExecuteAsync("""
            insert into products (organization_id, id, name, created_at, updated_at)
            select organization_id, gen_random_uuid(), 'Copy ' || n, created_at, updated_at
            from products cross join generate_series(1, 10) n where organization_id = $1
            """, acme.Id);
        var large = (await acme.Owner.Get<StartBulkChange>().ExecuteAsync(
            new(ProductBulkActions.SetCategory, All(new ProductFilter()), Arguments(new SetProductCategory.Arguments("Tea"))))).Value;
        var tea = (await other.TeasAsync(1))[0];
        var small = (await other.Owner.Get<StartBulkChange>().ExecuteAsync(
            new(ProductBulkActions.Archive, These(tea.Id.Value)))).Value;

        await host.Services.RunBulkJobAsync(acme, large.Id);
        Assert.InRange((await acme.ProgressAsync(large.Id)).Done, 1, 200);
        await host.Services.RunBulkJobAsync(other, small.Id);

        Assert.Equal(BulkState.Finished, (await other.ProgressAsync(small.Id)).State);
        await host.Services.RunDueJobsAsync(BulkChangeJobs.Run);
        var end = await acme.ProgressAsync(large.Id);
        Assert.Equal((275, 275), (end.Total, end.Done));
    }

    [Fact]
    public async Task A_bulk_change_whose_job_was_lost_is_continued()
    {
        var acme = await host.OrganizationAsync();
        await acme.TeasAsync(1);
        var started = (await acme.Owner.Get<StartBulkChange>().ExecuteAsync(
            new(ProductBulkActions.Archive, All(new ProductFilter())))).Value;
        await host.ExecuteAsync("delete from platform.pending_jobs where subject = $1", started.Id.Value);

        await host.Services.GetRequiredService<EnqueueOverdueWork>()
            .RunAsync(TimeProvider.System.GetUtcNow().AddHours(1), TestContext.Current.CancellationToken);
        await host.Services.RunDueJobsAsync(BulkChangeJobs.Run);

        Assert.Equal(BulkState.Finished, (await acme.ProgressAsync(started.Id)).State);
    }
}
