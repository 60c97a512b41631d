using App.Comments.Parts;
using App.EmailLog;
using App.Orders;
using App.Storefront;
using App.Webhooks;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Comments;

/// <summary>The timeline of a record shows the webhook deliveries of its events and the emails that concern it.</summary>
public sealed class RecordTimelineTests(TestHost host)
{
    [Fact]
    public async Task Deliveries_stand_below_their_event_and_emails_between_the_operations()
    {
        var acme = await host.OrganizationAsync();
        var endpoint = await acme.Admin.ListensAsync("https://hooks.example/in");
        var cafe = await acme.KnowsCafeAsync();
        await AddDeliveriesAsync(acme, endpoint.Id);
        Assert.True((await acme.Member.Get<InviteShopper>().ExecuteAsync(
            new(cafe, "Rosa", AccountScenario.NewAddress("rosa")))).Succeeded);

        using var owner = await host.BrowserOfAsync(acme.Owner);
        await owner.GetAsync($"/{acme.Slug}/customers/{cafe}");
        string[] shown =
            ["Webhook to hooks.example", "webhooks/deliveries/del_", "Pending", "Email to rosa", "emails/eml_"];
        foreach (var text in shown)
            Assert.Contains(text, owner.Html);

        using var member = await host.BrowserOfAsync(acme.Member); // has no permission for webhooks
        await member.GetAsync($"/{acme.Slug}/customers/{cafe}");
        Assert.Contains("customer.created", member.Html);
        Assert.DoesNotContain("Webhook to", member.Html);
    }

    [Fact]
    public async Task A_delivery_that_is_being_sent_is_updated_in_the_open_timeline()
    {
        var clock = new FakeClock();
        var services = host.At(clock);
        var acme = await host.OrganizationAsync(clock: clock, services: services);
        var endpoint = await acme.Admin.ListensAsync("https://hooks.example/in");
        var trade = await acme.SellsTeaAsync(10, "TEA-LIVE");
        var order = (await acme.Owner.Get<PlaceOrder>().ExecuteAsync(new(trade.Cafe, [new(1, trade.Tea)]))).Value;
        await AddDeliveriesAsync(acme, endpoint.Id);
        await using var context = new BunitContext();
        var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(acme.Admin.Credential);
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        var organization = new OrganizationContext(
            acme.Slug, "Acme", "Ana", "ana@acme.example", [], [WebhookPermissions.Read.Name, EmailPermissions.Read.Name])
        {
            Id = acme.Id,
        };
        var page = context.Render<RecordTimeline>(parameters => parameters
            .AddCascadingValue(organization).Add(shown => shown.Subject, order.Id.ToString()));
        page.WaitForState(() => Badges() == "Pending", TimeSpan.FromSeconds(30));

        await host.ExecuteAsync("update webhook_deliveries set status = 'Delivered' where organization_id = $1", acme.Id);
        await page.InvokeAsync(() => { });
        clock.Advance(TimeSpan.FromSeconds(2));

        page.WaitForState(() => Badges() == "Delivered", TimeSpan.FromSeconds(30));
        string Badges() => string.Join(' ', page.FindAll(".entry-note .pill").Select(badge => badge.TextContent.Trim()));
    }

    /// <summary>Adds a delivery of each event of the organization, as the fan-out does.</summary>
    Task AddDeliveriesAsync(TestOrganization acme, Id<WebhookEndpoint> endpoint) => host.ExecuteAsync("""
        insert into webhook_deliveries (organization_id, id, event_id, event_type, endpoint_id, status, attempts,
            round_attempts, next_attempt_at, created_at)
        select organization_id, gen_random_uuid(), id, type, $2, 'Pending', 0, 0, occurred_at, occurred_at
        from outbox_messages where organization_id = $1
        """, acme.Id, endpoint.Value);
}
