using System.Linq.Expressions;
using System.Net;
using System.Text.RegularExpressions;
using App.Catalog;
using App.Webhooks;
using App.Webhooks.Pages;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

/// <summary>
/// Tests the webhook pages: the static pages that show a secret are requested over HTTP, the interactive ones are rendered on the
/// real Gate.
/// </summary>
[Collection(LoopTests.Name)]
public sealed partial class WebhookPagesTests(LoopHost loops)
{
    readonly TestHost host = loops.Host;

    async Task<TestBrowser> BrowseAsync(TestActor actor) =>
        new(host) { Cookies = { ["__Host-staff-session"] = await actor.SessionTokenAsync() } };

    [Fact]
    public async Task Without_JavaScript_an_endpoint_can_be_added_and_its_secret_is_shown_once()
    {
        var acme = await host.OrganizationAsync();
        using var browser = await BrowseAsync(acme.Admin);
        await browser.GetAsync($"/{acme.Slug}/webhooks/new");
        await browser.SubmitAsync("endpoint", ("url", "https://10.0.0.1/"), ("types", "product.created"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("private, local or reserved", browser.Html, StringComparison.Ordinal);

        await browser.SubmitAsync(
            "endpoint", ("url", "https://example.com/hooks"), ("types", "product.created"), ("types", "product.updated"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Single(Secret().Matches(browser.Html).Select(match => match.Value).Distinct());

        var list = await acme.Admin.Get<ListWebhookEndpoints>().ExecuteAsync(new(new PageRequest()));
        var endpoint = Assert.Single(list.Value.Data);
        Assert.Equal(["product.created", "product.updated"], endpoint.EventTypes);
        await browser.GetAsync($"/{acme.Slug}/webhooks/{endpoint.Id}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.DoesNotMatch(Secret(), browser.Html);
    }

    [Fact]
    public async Task Rotating_a_secret_shows_the_new_one_and_mentions_the_old_one()
    {
        var acme = await host.OrganizationAsync();
        var endpoint = await acme.Admin.ListensAsync("https://example.com/hooks");
        using var browser = await BrowseAsync(acme.Admin);
        await browser.GetAsync($"/{acme.Slug}/webhooks/{endpoint.Id}/rotate");

        await browser.SubmitAsync("rotate");

        var secret = Assert.Single(Secret().Matches(WebUtility.HtmlDecode(browser.Html)).Select(match => match.Value).Distinct());
        Assert.NotEqual(endpoint.Secret, secret);
        Assert.Contains("with the old secret", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_and_other_organizations_cannot_open_the_webhook_forms()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var endpoint = await acme.Admin.ListensAsync("https://example.com/hooks");
        using var member = await BrowseAsync(acme.Member);
        using var outsider = await BrowseAsync(globex.Owner);

        foreach (var path in new[] { "webhooks/new", $"webhooks/{endpoint.Id}/rotate" })
        {
            await member.GetAsync($"/{acme.Slug}/{path}");
            Assert.Equal(HttpStatusCode.Forbidden, member.Status);
            await outsider.GetAsync($"/{acme.Slug}/{path}");
            Assert.Equal(HttpStatusCode.NotFound, outsider.Status);
        }
    }

    [Fact]
    public async Task A_failed_delivery_is_shown_with_its_attempts_and_can_be_sent_again()
    {
        await WebhookStory.ClearAsync(host);
        await using var stub = await StubReceiver.StartAsync();
        stub.Answer = StubReceiver.Status(500, "Out of paper.");
        await using var services = host.At(TimeProvider.System, settings: WebhookScenario.LoopbackAllowed);
        var acme = await host.OrganizationAsync(services: services);
        var endpoint = await acme.Admin.ListensAsync(stub.Url, "product.created");
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        var delivery = await host.DeliveryAsync(acme);

        await using (var context = Context(services, acme))
        {
            var list = Show<WebhookPage>(context, acme, $"webhooks/{endpoint.Id}", page => page.Id, endpoint.Id.ToString());
            Assert.Contains("Failing", list.Find("h1 .pill").TextContent, StringComparison.Ordinal);
            Assert.Contains("Retrying", list.Find(".grid").TextContent, StringComparison.Ordinal);
        }
        await using (var context = Context(services, acme))
        {
            var page = Show<DeliveryPage>(
                context, acme, $"webhooks/deliveries/{delivery.Id}", shown => shown.Id, delivery.Id.ToString());
            Assert.Equal(["Attempt 1: 500"], page.FindAll(".entry-title").Select(title => title.TextContent));
            Assert.Equal("Out of paper.", page.Find(".entry pre").TextContent);
            Assert.Contains("product.created", page.Find("pre[aria-label=Body]").TextContent, StringComparison.Ordinal);

            stub.Answer = StubReceiver.Status(200);
            await page.FindAll("button").Single(button => button.TextContent.Trim() == "Resend delivery").ClickAsync(new());
        }
        await services.RunLoopsAsync();
        Assert.Equal(DeliveryStatus.Delivered, (await host.DeliveryAsync(acme)).Status);
    }

    [Fact]
    public async Task An_open_page_shows_and_counts_new_deliveries_and_their_outcome()
    {
        var clock = new FakeClock();
        var services = host.At(clock);
        var acme = await host.OrganizationAsync(clock: clock, services: services);
        var endpoint = await acme.Admin.ListensAsync("https://example.com/hooks");
        await using var context = Context(services, acme);
        var page = Show<WebhookPage>(context, acme, $"webhooks/{endpoint.Id}", shown => shown.Id, endpoint.Id.ToString());
        page.WaitForState(() => page.FindAll(".tab-count").Count > 0, TimeSpan.FromSeconds(30));

        await acme.Admin.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea()); // raises an event
        await host.ExecuteAsync("""
            insert into webhook_deliveries (organization_id, id, event_id, event_type, endpoint_id, status, attempts,
                round_attempts, next_attempt_at, created_at)
            select organization_id, gen_random_uuid(), id, type, $2, 'Pending', 0, 0, now(), now()
            from outbox_messages where organization_id = $1 and type = 'product.created'
            """, acme.Id, endpoint.Id.Value);
        await SettleAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForState(() => Has("1 of 1"), TimeSpan.FromSeconds(30));
        Assert.Equal(["1", "1", "0", "0", "0"], page.FindAll(".tab-count").Select(count => count.TextContent.Trim()));

        await host.ExecuteAsync("update webhook_deliveries set status = 'Delivered' where organization_id = $1", acme.Id);
        await SettleAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        page.WaitForState(() => page.FindAll("tbody .pill.success").Count == 1, TimeSpan.FromSeconds(30));

        // what the page has begun, such as waiting, comes first
        Task SettleAsync() => page.InvokeAsync(() => { });
        bool Has(string text) => page.Markup.Contains(text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_with_read_permission_see_no_webhook_actions()
    {
        var acme = await host.OrganizationAsync();
        var endpoint = await acme.Admin.ListensAsync("https://example.com/hooks");
        await using var context = Context(host.Services, acme);

        var page = Show<WebhookPage>(
            context, acme, $"webhooks/{endpoint.Id}", shown => shown.Id, endpoint.Id.ToString(), WebhookPermissions.Read);

        Assert.Empty(page.FindAll(".page-header .actions button"));
        Assert.DoesNotContain("Rotate secret", page.Markup, StringComparison.Ordinal);
    }

    static BunitContext Context(IServiceProvider services, TestOrganization acme)
    {
        var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(acme.Admin.Credential);
        var context = new BunitContext();
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        return context;
    }

    static IRenderedComponent<T> Show<T>(
        BunitContext context,
        TestOrganization acme,
        string path,
        Expression<Func<T, string>> parameter,
        string id,
        params Permission[] permissions)
        where T : StaffPage
    {
        var granted = permissions.Length > 0 ? permissions : [.. WebhookPermissions.All];
        var organization = new OrganizationContext(acme.Slug, "Acme", "Ana", "ana@acme.example", [],
            [.. granted.Select(permission => permission.Name)])
        {
            Id = acme.Id,
        };
        context.Services.GetRequiredService<NavigationManager>().NavigateTo(organization.Href(path));
        var page = context.Render<T>(parameters => parameters
            .AddCascadingValue(organization)
            .Add(shown => shown.Slug, acme.Slug)
            .Add(parameter, id));
        // A generous timeout, because the machine may be busy. A grid loads after its page.
        page.WaitForState(
            () => page.FindAll("h1 .pill").Count > 0 && !page.Markup.Contains("Loading", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30));
        return page;
    }

    [GeneratedRegex("whsec_[A-Za-z0-9+/=&#;x]+")]
    private static partial Regex Secret();
}
