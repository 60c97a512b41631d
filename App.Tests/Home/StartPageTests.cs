using App.Home;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Home;

public sealed class StartPageTests(TestHost host)
{
    [Fact]
    public async Task A_visitor_is_asked_to_create_an_account()
    {
        using var browser = new TestBrowser(host);

        await browser.GetAsync("/");

        Assert.Contains("class=\"btn primary\" href=\"/signup\"", browser.Html);
        Assert.Contains("class=\"btn secondary\" href=\"/login\"", browser.Html);
        Assert.DoesNotContain("Open dashboard", browser.Html);
        Assert.DoesNotContain("href=\"/s/", browser.Html); // there is no demo
    }

    [Fact]
    public async Task A_member_opens_the_dashboard_from_the_start_page()
    {
        var acme = await host.OrganizationAsync();
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await acme.Owner.SessionTokenAsync();

        await browser.GetAsync("/");

        Assert.Contains("class=\"btn primary\" href=\"/select\"", browser.Html);
        Assert.DoesNotContain("href=\"/signup\"", browser.Html);
    }

    [Fact]
    public async Task The_storefront_of_the_demo_is_linked_while_there_is_one()
    {
        var web = host.WebIn("Testing", new Dictionary<string, string?>());
        web.Services.GetRequiredService<DemoLink>().Storefront = "/s/harbor-foods";
        using var http = TestHost.Http(web);

        Assert.Contains("href=\"/s/harbor-foods\"", await http.GetStringAsync("/"));
    }

    [Fact]
    public async Task The_start_page_has_no_script_of_the_staff_area()
    {
        using var http = host.Http();

        var page = await http.GetStringAsync("/");

        Assert.DoesNotContain("blazor.web", page);
        Assert.Contains("js/site", page);
    }
}
