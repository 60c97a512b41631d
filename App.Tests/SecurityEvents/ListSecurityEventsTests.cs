using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using App.ApiKeys;
using App.Catalog;
using App.Organizations;
using App.SecurityEvents;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.SecurityEvents;

[Collection(LoopTests.Name)]
public sealed class ListSecurityEventsTests(LoopHost loops)
{
    readonly TestHost host = loops.Host;

    /// <summary>Writes what the product behind HTTP and the product's own services have collected.</summary>
    async Task WriteAsync()
    {
        foreach (var services in new[] { host.Services, host.Web.Services })
            await services.GetRequiredService<SecurityEventWriter>().RunDryAsync();
    }

    async Task<IReadOnlyList<SecurityEventView>> SeenByAsync(TestActor actor)
    {
        await WriteAsync();
        return (await actor.Get<ListSecurityEvents>().ExecuteAsync(new(new PageRequest()))).Value.Data;
    }

    [Fact]
    public async Task A_revoked_key_that_is_still_used_is_seen_with_its_name_and_network()
    {
        var acme = await host.OrganizationAsync();
        var other = await host.OrganizationAsync("Globex");
        var robot = await acme.KeyAsync("products:read");
        await acme.Owner.Get<RevokeApiKey>().ExecuteAsync(new(robot.KeyId));
        using var http = acme.Http(robot);

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/products")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/products")).StatusCode);

        var seen = Assert.Single(await SeenByAsync(acme.Owner));
        Assert.Equal(
            (SecurityEventKind.RefusedKey, ActorKind.ApiKey, robot.KeyId.ToString(), "Test key", 2),
            (seen.Kind, seen.Subject!.Kind, seen.Subject.Id, seen.Subject.Name, seen.Count));
        Assert.NotNull(seen.Network);
        Assert.Equal(TimeSpan.Zero, seen.FirstAt.Offset);
        Assert.Empty(await SeenByAsync(other.Owner));
    }

    [Fact]
    public async Task A_request_without_permission_is_seen_whether_the_Gate_or_the_operation_refuses_it()
    {
        var acme = await host.OrganizationAsync();

        var gate = await acme.Member.Get<RevokeApiKey>().ExecuteAsync(new(acme.Key.KeyId));
        var operation = await acme.Admin.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Owner.MemberId, new(Role.Member)));

        Assert.Equal(("forbidden", "role_above_own"), (gate.Problem?.Code, operation.Problem?.Code));
        Assert.Equal(
            [("key.revoke", acme.Member.MemberId.ToString()), ("member.change_role", acme.Admin.MemberId.ToString())],
            (await SeenByAsync(acme.Owner)).Where(seen => seen.Kind == SecurityEventKind.DeniedRequest)
                .Select(seen => (seen.Detail!, seen.Subject!.Id)).Order());
    }

    [Fact]
    public async Task The_page_says_who_from_where_how_often_and_what_to_do()
    {
        var acme = await host.OrganizationAsync();
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await acme.Owner.SessionTokenAsync();
        await browser.GetAsync($"/{acme.Slug}/security_events");
        Assert.Contains("No security events yet", browser.Html);
        host.Services.GetRequiredService<SecurityLog>().Add(
            SecurityEventKind.RefusedKey,
            new SecuritySource.Organization(acme.Id, new SecuritySubject(ActorKind.ApiKey, "key_1", "Old robot")),
            IPAddress.Parse("203.0.113.7"));
        await WriteAsync();

        await browser.GetAsync($"/{acme.Slug}/security_events");

        foreach (var text in new[] { "API key refused", "Old robot", "203.0.113.7", "Give it a new key" })
            Assert.Contains(text, browser.Html);
        await browser.GetAsync($"/{acme.Slug}/security_events?kind=lockout");
        Assert.Contains("No matching results", browser.Html);
    }

    [Fact]
    public async Task An_unknown_key_concerns_nobody()
    {
        var acme = await host.OrganizationAsync();
        using var http = host.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", KeyText.Make().Text);

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/products")).StatusCode);

        Assert.Empty(await SeenByAsync(acme.Owner));
    }

    [Fact]
    public async Task A_denied_request_names_the_member_and_the_action()
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal(
            "forbidden", (await acme.Member.Get<ListSecurityEvents>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);

        var seen = Assert.Single(await SeenByAsync(acme.Admin));
        Assert.Equal(
            (SecurityEventKind.DeniedRequest, acme.Member.MemberId.ToString(), "security_event.list"),
            (seen.Kind, seen.Subject?.Id, seen.Detail));
    }

    [Fact]
    public async Task A_page_of_another_site_that_posts_to_an_organization_is_seen_there()
    {
        var acme = await host.OrganizationAsync();
        using var http = host.Http();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{acme.Slug}/storefront/logo");
        request.Headers.Add("Origin", "https://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(request)).StatusCode);

        var seen = Assert.Single(await SeenByAsync(acme.Owner));
        Assert.Equal((SecurityEventKind.RefusedOrigin, "https://evil.example"), (seen.Kind, seen.Detail));
    }

    [Fact]
    public async Task A_key_over_its_rate_limit_is_seen()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        var web = host.WebIn("Testing", new Dictionary<string, string?> { ["STOCKADE_LIMITS"] = null }, clock);
        using var http = web.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", acme.Key.KeyText);

        for (var n = 0; n < Limit.Key.Quota + 2; n++)
            await http.GetAsync("/api/v1/products/prd_nonsense");
        await web.Services.GetRequiredService<SecurityEventWriter>().RunDryAsync();

        var seen = Assert.Single(await SeenByAsync(acme.Owner));
        Assert.Equal(
            (SecurityEventKind.RateLimit, acme.Key.KeyId.ToString(), "key", 2),
            (seen.Kind, seen.Subject?.Id, seen.Detail, seen.Count));
    }

    [Fact]
    public async Task Events_can_be_filtered_and_only_keys_with_the_scope_can_read_them()
    {
        var acme = await host.OrganizationAsync();
        await acme.Member.Get<ListSecurityEvents>().ExecuteAsync(new(new PageRequest()));
        var reader = await acme.KeyAsync("security_events:read");
        var narrow = await acme.KeyAsync("products:read");
        await WriteAsync();
        using var http = acme.Http(reader);
        using var denied = acme.Http(narrow);

        async Task<int> CountAsync(string filter)
        {
            var (status, body) = await http.SendAsync("GET", $"/security_events?{filter}");
            Assert.Equal(200, status);
            return body.GetProperty("data").GetArrayLength();
        }

        Assert.Equal(1, await CountAsync("kind=denied_request"));
        Assert.Equal(0, await CountAsync("kind=lockout"));
        Assert.Equal(1, await CountAsync($"subject={acme.Member.MemberId}"));
        Assert.Equal(0, await CountAsync("subject=mem_nobody"));
        Assert.Equal(0, await CountAsync("network=203.0.113.7"));
        Assert.Equal(1, await CountAsync("from=2000-01-01T00:00:00Z"));
        Assert.Equal(0, await CountAsync("to=2000-01-01T00:00:00Z"));
        Assert.Equal(400, (await http.SendAsync("GET", "/security_events?kind=nonsense")).Status);
        Assert.Equal(403, (await denied.SendAsync("GET", "/security_events")).Status);
    }
}
