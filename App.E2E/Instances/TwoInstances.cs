using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Instances;

/// <summary>
/// Two instances on one database share the queue, the signing keys and revocations, and never do the same work twice.
/// </summary>
[Collection(ExclusiveTests.Name)]
public sealed class TwoInstances(PairOfApps pair) : IClassFixture<PairOfApps>
{
    static readonly int Races = Long.Or(200, 1000);
    const int Lanes = 4;
    static readonly string[] EventTypes = ["order.placed"];
    static readonly string[] Scopes = ["products:read"];
    static readonly string[] SeesOrders = ["orders.read"];
    static readonly string[] SeesProducts = ["products.read"];

    [Fact]
    public async Task Each_race_between_the_instances_has_exactly_one_winner()
    {
        var (database, one, other) = (pair.Database, pair.One, pair.Other);
        var key = one.Demo.GetProperty("organizations")[0].GetProperty("api_keys").GetProperty("admin").GetString()!;
        using var here = one.Http(key);
        using var there = other.Http(key);
        var shop = await Shop.OpenAsync(here);
        var orders = await database.ScalarAsync<long>("select count(*) from orders");
        await here.PostAsJsonAsync(
            "/api/v1/webhook_endpoints", new { url = $"{one.Url}/dev/receiver/races", event_types = EventTypes });

        await shop.ReceiveAsync(shop.Variants[0], Races);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Lanes };
        await Parallel.ForEachAsync(Enumerable.Range(0, Races), parallel, async (n, _) =>
        {
            var answers = await Task.WhenAll(new[] { here, there }.Select(http =>
                shop.OrderAsync(http, shop.Variants[0], $"race-{n}")));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
            Assert.Equal(answers[0].Id, answers[1].Id);
        });
        Assert.Equal(orders + Races, await database.ScalarAsync<long>("select count(*) from orders"));

        // Each lane sells a different variant, with one unit in stock at a time.
        await Task.WhenAll(Enumerable.Range(1, Lanes).Select(async lane =>
        {
            var variant = shop.Variants[lane];
            for (var n = 0; n < Races / Lanes; n++)
            {
                await shop.ReceiveAsync(variant, 1);
                var answers = await Task.WhenAll(new[] { here, there }.Select(http => shop.OrderAsync(http, variant, null)));
                Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
            }
        }));
        Assert.Equal(orders + 2 * Races, await database.ScalarAsync<long>("select count(*) from orders"));

        // Each order raised an event, and the delivery workers of both instances competed for each delivery.
        const string ours = """
            from webhook_deliveries d
                join webhook_endpoints e on e.organization_id = d.organization_id and e.id = d.endpoint_id
            where e.url like '%/races'
            """;
        await UntilAsync(async () =>
            await database.ScalarAsync<long>($"select count(*) {ours} and d.status = 'Delivered'") == 2 * Races);
        Assert.Equal(0L, await database.ScalarAsync<long>($"select count(*) {ours} and d.attempts <> 1"));
        Assert.Equal(0L, await database.ScalarAsync<long>($"""
            select count(*) from webhook_attempts a
            where (a.organization_id, a.delivery_id) in (select d.organization_id, d.id {ours})
            """)); // no attempt failed and no success was posted again
        var check = await File.ReadAllTextAsync(Path.Combine(TestDatabase.Root, "build", "check.sql"));
        Assert.Equal(0L, await database.ScalarAsync<long>(check));
    }

    [Fact]
    public async Task A_key_revoked_on_one_instance_is_rejected_by_the_other_within_a_second()
    {
        var (one, other) = (pair.One, pair.Other);
        var keys = one.Demo.GetProperty("organizations")[0].GetProperty("api_keys");
        using var admin = one.Http(keys.GetProperty("admin").GetString());
        for (var n = 0; n < 10; n++)
        {
            using var created = await admin.PostAsJsonAsync("/api/v1/api_keys", new { name = $"Till {n}", scopes = Scopes });
            var key = await created.Content.ReadFromJsonAsync<JsonElement>();
            using var till = other.Http(key.GetProperty("secret").GetString());
            for (var i = 0; i < 5; i++)
                Assert.Equal(HttpStatusCode.OK, (await till.GetAsync("/api/v1/products?limit=1")).StatusCode);

            using var revoked = await admin.DeleteAsync($"/api/v1/api_keys/{key.GetProperty("id").GetString()}");
            Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
            var sinceThen = Stopwatch.StartNew();
            while ((await till.GetAsync("/api/v1/products?limit=1")).StatusCode != HttpStatusCode.Unauthorized)
                Assert.InRange(sinceThen.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task A_session_ended_on_one_instance_closes_its_page_on_the_other_within_two_seconds()
    {
        var (one, other) = (pair.One, pair.Other);
        await using var browsing = await Browsing.OpenAsync();
        var orders = $"{DemoMember.Home(one)}/orders";

        var openPage = await DemoMember.SignInAsync(await browsing.VisitorAsync(other.Url), other);
        await openPage.OpenAsync(orders);
        var otherPage = await DemoMember.SignInAsync(await browsing.VisitorAsync(one.Url), one);
        await otherPage.GotoAsync("/account/sessions");
        await otherPage.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();
        var sinceThen = Stopwatch.StartNew();
        await openPage.WaitForURLAsync(new Regex("/login"));

        Assert.InRange(sinceThen.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await openPage.GoBackAsync();
        await openPage.WaitForURLAsync(new Regex("/login"));
        await openPage.GotoAsync(one.Url + orders); // the browser still has the cookie and also sends it to the other instance
        await openPage.WaitForURLAsync(new Regex("/login"));
    }

    [Fact]
    public async Task A_role_its_permissions_and_a_suspension_reach_an_open_page_of_the_other_instance_within_two_seconds()
    {
        var (one, other) = (pair.One, pair.Other);
        using var admin = one.Http(
            one.Demo.GetProperty("organizations")[0].GetProperty("api_keys").GetProperty("admin").GetString());
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(other.Url), other, "packer");
        await page.OpenAsync($"{DemoMember.Home(one)}/orders");
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        var list = page.GetByRole(AriaRole.Region, new() { Name = "Orders", Exact = true });
        await Expect(list).ToBeVisibleAsync();
        var members = await admin.GetFromJsonAsync<JsonElement>("/api/v1/members");
        var packer = members.GetProperty("data").EnumerateArray()
            .Single(member => member.GetProperty("role").GetString() == "packer").GetProperty("id").GetString();

        using var changed = await admin.PatchAsJsonAsync($"/api/v1/members/{packer}", new { role = "hr" });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var sinceThen = Stopwatch.StartNew();
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Orders" })).ToHaveCountAsync(0);
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Members" })).ToBeVisibleAsync();
        await Expect(list).ToHaveCountAsync(0);
        Assert.InRange(sinceThen.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));

        using var created = await admin.PostAsJsonAsync(
            "/api/v1/roles", new { name = "Night shift", permissions = SeesOrders });
        var role = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("role").GetString();
        using var given = await admin.PatchAsJsonAsync($"/api/v1/members/{packer}", new { role });
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Orders" })).ToBeVisibleAsync();
        using var composed = await admin.PatchAsJsonAsync(
            $"/api/v1/roles/{role}", new { permissions = SeesProducts });
        Assert.Equal(HttpStatusCode.OK, composed.StatusCode);
        sinceThen.Restart();
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Products" })).ToBeVisibleAsync();
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Orders" })).ToHaveCountAsync(0);
        Assert.InRange(sinceThen.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));

        using var suspended = await admin.PostAsync($"/api/v1/members/{packer}/suspend", null);
        Assert.Equal(HttpStatusCode.OK, suspended.StatusCode);
        sinceThen.Restart();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your organizations" })).ToBeVisibleAsync();
        Assert.InRange(sinceThen.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (await condition())
                return;
            await timer.WaitForNextTickAsync();
        }
        Assert.Fail("The condition was not met within a minute.");
    }

    /// <summary>The customer, warehouse and variants of the races.</summary>
    sealed record Shop(HttpClient Http, string Customer, string Warehouse, string[] Variants)
    {
        public static async Task<Shop> OpenAsync(HttpClient http)
        {
            var customers = await http.GetFromJsonAsync<JsonElement>("/api/v1/customers?limit=1");
            var customer = customers.GetProperty("data")[0].GetProperty("id").GetString()!;
            using var opened = await http.PostAsJsonAsync("/api/v1/warehouses", new { name = "Race course" });
            var warehouse = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
            var variants = await http.GetFromJsonAsync<JsonElement>($"/api/v1/variants?limit={Lanes + 1}");
            var ids = variants.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString()!);
            return new(http, customer, warehouse, [.. ids]);
        }

        public async Task ReceiveAsync(string variant, int quantity)
        {
            using var received = await Http.PostAsJsonAsync(
                "/api/v1/stock_adjustments",
                new { variant_id = variant, warehouse_id = Warehouse, quantity, reason = "For the race" });
            Assert.True(received.IsSuccessStatusCode, await received.Content.ReadAsStringAsync());
        }

        public async Task<(HttpStatusCode Status, string? Id)> OrderAsync(HttpClient http, string variant, string? idempotencyKey)
        {
            var lines = new[] { new { variant_id = variant, quantity = 1 } };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders");
            request.Content = JsonContent.Create(new { customer_id = Customer, warehouse_id = Warehouse, lines });
            if (idempotencyKey is not null)
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            using var answer = await http.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
                return (answer.StatusCode, null);
            var order = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return (answer.StatusCode, order.GetProperty("id").GetString());
        }
    }
}
