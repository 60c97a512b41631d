using App.Organizations;
using App.SampleData;

namespace App.Tests.Home;

/// <summary>The home page of a new organization shows the setup list, and charts only when there is something to see.</summary>
public sealed class NewOrganizationHomeTests(TestHost host)
{
    [Fact]
    public async Task Without_data_there_are_steps_but_no_charts_and_no_empty_work_queues()
    {
        var acme = await host.OrganizationAsync();

        var home = await HomeAsync(acme, acme.Owner);

        Assert.Contains("Get started", home);
        Assert.Contains("Add a product", home);
        Assert.DoesNotContain("Revenue per day", home);
        Assert.DoesNotContain("No open orders.", home);
    }

    [Fact]
    public async Task Sample_data_brings_the_charts_and_the_steps_stay()
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();
        await acme.Owner.Get<FillWithSampleData>().ExecuteAsync(new());

        var home = await HomeAsync(acme, acme.Owner);

        Assert.Contains("Revenue per day", home);
        Assert.Contains("12 products, 5 customers and 15 orders are sample data.", home);
        Assert.Contains("Add a product", home);
    }

    [Fact]
    public async Task Members_who_may_not_set_up_the_organization_see_no_steps()
    {
        var acme = await host.OrganizationAsync();

        Assert.DoesNotContain("Get started", await HomeAsync(acme, acme.Member));
    }

    [Fact]
    public async Task A_hidden_list_can_be_shown_again_from_the_settings()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<ShowSetupList>().ExecuteAsync(new(false));

        Assert.DoesNotContain("Get started", await HomeAsync(acme, acme.Admin));
        Assert.Contains("Show setup list", await PageAsync(acme, acme.Admin, "/settings"));
    }

    Task<string> HomeAsync(TestOrganization acme, TestActor actor) => PageAsync(acme, actor, "");

    async Task<string> PageAsync(TestOrganization acme, TestActor actor, string path)
    {
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await actor.SessionTokenAsync();
        await browser.GetAsync($"/{acme.Slug}{path}");
        return browser.Html;
    }
}
