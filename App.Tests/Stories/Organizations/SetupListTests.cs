using App.Catalog;
using App.Inventory;
using App.Organizations;
using App.SampleData;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Organizations;

/// <summary>The setup list of a new organization: its steps are ticked by what exists, not by clicks.</summary>
public sealed class SetupListTests(TestHost host)
{
    static async Task<SetupProgress> StepsAsync(TestActor actor) =>
        (await actor.Get<SetupSteps>().LoadAsync(_ => true, default)).Value;

    static async Task<string[]> DoneAsync(TestActor actor) =>
        [.. (await StepsAsync(actor)).Steps.Where(step => step.Done).Select(step => step.Title)];

    [Fact]
    public async Task Five_steps_are_ticked_one_after_the_other()
    {
        var email = AccountScenario.NewAddress();
        var signedUp = await host.JoinsAsync(email);
        var ada = host.As(signedUp.Session, signedUp.Slug);
        Assert.Equal(5, (await StepsAsync(ada)).Steps.Count);
        Assert.Empty(await DoneAsync(ada));

        var tea = new VariantDraft(CatalogScenario.NewSku(), new Money(450, "EUR"));
        var product = (await ada.Get<CreateProductWithStock>().ExecuteAsync(new("Tea", [new(tea, 10)]))).Value;
        Assert.Equal(["Add a product"], await DoneAsync(ada));
        var cafe = (await ada.Get<App.Customers.CreateCustomer>().ExecuteAsync(new("Café"))).Value;
        Assert.Equal(["Add a product", "Add a customer"], await DoneAsync(ada));
        var placed = await ada.Get<App.Orders.PlaceOrder>().ExecuteAsync(
            new(cafe.Id, [new(1, product.Variants[0].Id)]));
        Assert.True(placed.Succeeded, placed.Problem?.Detail);
        await ada.Get<App.Webhooks.CreateWebhookEndpoint>().ExecuteAsync(new("https://hooks.example/ada", ["*"]));
        Assert.Equal(["Add a product", "Add a customer", "Place an order", "Connect a webhook"], await DoneAsync(ada));
        await ada.Get<InviteMember>().ExecuteAsync(new(AccountScenario.NewAddress("bo"), Role.Member));

        Assert.Equal(5, (await StepsAsync(ada)).Done);
    }

    [Fact]
    public async Task Sample_data_ticks_no_step()
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();
        Assert.True((await acme.Owner.Get<FillWithSampleData>().ExecuteAsync(new())).Succeeded);

        Assert.Equal(["Invite a colleague"], await DoneAsync(acme.Owner)); // the organization of the tests has three members
    }

    [Fact]
    public async Task A_member_sees_only_the_steps_that_the_member_can_take()
    {
        var acme = await host.OrganizationAsync();

        var steps = (await acme.Member.Get<SetupSteps>().LoadAsync(
            permission => permission is not ("webhooks.change" or "members.change"), default)).Value.Steps;

        Assert.Equal(["Add a product", "Add a customer", "Place an order"], steps.Select(step => step.Title));
    }

    [Fact]
    public async Task Admins_hide_the_list_for_everyone_and_show_it_again()
    {
        var acme = await host.OrganizationAsync();
        Assert.False((await acme.Owner.Get<GetSetupState>().ExecuteAsync(new())).Value.Hidden);

        await acme.Admin.Get<ShowSetupList>().ExecuteAsync(new(false));
        Assert.True((await acme.Owner.Get<GetSetupState>().ExecuteAsync(new())).Value.Hidden);
        await acme.Owner.Get<ShowSetupList>().ExecuteAsync(new(true));

        Assert.False((await acme.Owner.Get<GetSetupState>().ExecuteAsync(new())).Value.Hidden);
        Assert.Equal(["organization.show_setup_list", "organization.show_setup_list"], await acme.AuditedAsync());
        Assert.Equal("forbidden", (await acme.Member.Get<ShowSetupList>().ExecuteAsync(new(false))).Problem?.Code);
    }
}
