using App.BulkChanges;
using App.Catalog;
using App.Orders;
using App.Organizations;
using static App.Tests.BulkScenario;

namespace App.Tests.BulkChanges;

/// <summary>Beginning a bulk change: who may, which records it has, and what is refused.</summary>
[Collection("Bulk changes")]
public sealed class StartBulkChangeTests(TestHost host)
{
    [Fact]
    public async Task A_bulk_change_has_the_records_that_matched_when_it_began()
    {
        var acme = await host.OrganizationAsync();
        var teas = await acme.TeasAsync(3);
        var coffee = (await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Coffee", [new("C", new(500, "EUR"))]))).Value;

        var started = (await acme.Owner.Get<StartBulkChange>().ExecuteAsync(
            new(ProductBulkActions.Archive, All(new ProductFilter("tea"))))).Value;
        var late = (await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Tea 99", [new("T-99", new(300, "EUR"))]))).Value;
        await host.Services.RunDueJobsAsync(BulkChangeJobs.Run);

        var end = await acme.ProgressAsync(started.Id);
        Assert.Equal((3, 3, BulkState.Finished), (end.Total, end.Done, end.State));
        Assert.All(await acme.NowAsync(teas), tea => Assert.NotNull(tea.ArchivedAt));
        Assert.Null((await acme.ProductAsync(late.Id)).ArchivedAt);
        Assert.Null((await acme.ProductAsync(coffee.Id)).ArchivedAt);
        Assert.Equal(
            ["bulk_change.start", "product.archive", "product.archive", "product.archive"],
            (await acme.AuditedAsync()).Where(action => action is not "product.create"));
    }

    [Fact]
    public async Task The_audit_log_names_the_member_who_began_it_for_each_record()
    {
        var acme = await host.OrganizationAsync();
        var teas = await acme.TeasAsync(2);

        await acme.ChangedAsync(host.Services, ProductBulkActions.Archive, These(teas.Select(tea => tea.Id.Value)));

        Assert.Equal(
            [acme.Owner.MemberId.ToString()],
            (await host.ScalarAsync<string[]>(
                "select array_agg(distinct actor_id::text) from audit_entries where organization_id = $1 and action = 'product.archive'",
                acme.Id)));
    }

    [Fact]
    public async Task Only_members_with_the_permission_of_the_action_can_begin_it()
    {
        var acme = await host.OrganizationAsync();
        var tea = (await acme.TeasAsync(1))[0];
        var these = These(tea.Id.Value);

        Assert.Equal("forbidden", await CodeAsync(acme.Member, new(MemberBulkActions.Remove, These(acme.Admin.MemberId.Value))));
        Assert.Equal("not_found", await CodeAsync(acme.Key, new(ProductBulkActions.Archive, these)));
        Assert.Equal("not_found", await CodeAsync(acme.Owner, new("product.explode", these)));
        Assert.Equal("unauthenticated", await CodeAsync(acme.Stranger, new(ProductBulkActions.Archive, these)));
    }

    [Fact]
    public async Task An_action_that_asks_for_a_second_factor_asks_for_it_when_it_begins()
    {
        var acme = await host.OrganizationAsync();
        await host.ExecuteAsync("update platform.sessions set proved_at = null where account_id = $1", acme.Owner.AccountId);

        Assert.Equal("step_up_required", await CodeAsync(acme.Owner, new(
            MemberBulkActions.ChangeRole, These(acme.Member.MemberId.Value), Arguments(new ChangeMemberRoles.Arguments(Role.Admin)))));
        Assert.Null(await CodeAsync(acme.Owner, new(MemberBulkActions.Remove, These(acme.Member.MemberId.Value))));
    }

    [Fact]
    public async Task Records_of_another_organization_cannot_be_selected()
    {
        var acme = await host.OrganizationAsync();
        var other = await host.OrganizationAsync();
        var tea = (await other.TeasAsync(1))[0];

        Assert.Equal("nothing_selected", await CodeAsync(acme.Owner, new(ProductBulkActions.Archive, These(tea.Id.Value))));
        Assert.Null((await other.ProductAsync(tea.Id)).ArchivedAt);
    }

    [Fact]
    public async Task Filters_and_arguments_are_checked_before_anything_begins()
    {
        var acme = await host.OrganizationAsync();
        var tea = (await acme.TeasAsync(1))[0];
        var these = These(tea.Id.Value);

        Assert.Equal("invalid_request", await CodeAsync(acme.Owner, new(OrderBulkActions.Fulfill, All(new OrderFilter("lost")))));
        Assert.Equal("invalid_request", await CodeAsync(
            acme.Owner, new(ProductBulkActions.ChangePrices, these, Arguments(new PriceRule(Percent: 5000)))));
        Assert.Equal("invalid_request", await CodeAsync(acme.Owner, new(ProductBulkActions.ChangePrices, these)));
        Assert.Equal("invalid_request", await CodeAsync(acme.Owner, new(ProductBulkActions.SetCategory, these,
            Arguments(new SetProductCategory.Arguments("two\nlines")))));
        Assert.Equal("invalid_request", await CodeAsync(acme.Owner, new(ProductBulkActions.Archive, new(null, null))));
        Assert.Equal("invalid_request", await CodeAsync(acme.Owner, new(ProductBulkActions.Archive, new([], null))));
    }

    [Fact]
    public async Task Arguments_of_another_form_are_refused()
    {
        var acme = await host.OrganizationAsync();
        var these = These(acme.Member.MemberId.Value);

        Assert.Equal("invalid_request", await CodeAsync(acme.Owner, new(MemberBulkActions.ChangeRole, these)));
        Assert.Equal("invalid_request", await CodeAsync(
            acme.Owner, new(MemberBulkActions.ChangeRole, these, Arguments(new { Role = "emperor" }))));
    }

    static async Task<string?> CodeAsync(TestActor actor, StartBulkChange.Request request) =>
        (await actor.Get<StartBulkChange>().ExecuteAsync(request)).Problem?.Code;
}
