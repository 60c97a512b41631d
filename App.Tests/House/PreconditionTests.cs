using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using App.Platform;
using App.Tests.Inventory;
using App.Tests.Orders;
using App.Tests.Webhooks;

namespace App.Tests.HouseRules;

/// <summary>ETag, If-Match and If-None-Match on every object that can be read and changed.</summary>
public sealed class PreconditionTests(TestHouse house)
{
    /// <summary>Where an object is read, and every way of changing it; each change is tried on an object of its own.</summary>
    public static TheoryData<string, string, string, string?> Changes => new()
    {
        { "products", "PATCH", "", """{"name": "Black tea"}""" },
        { "products", "DELETE", "", null },
        { "variants", "PATCH", "", """{"unit": "crate"}""" },
        { "variants", "DELETE", "", null },
        { "warehouses", "PATCH", "", """{"name": "Attic"}""" },
        { "warehouses", "DELETE", "", null },
        { "customers", "PATCH", "", """{"name": "Bar"}""" },
        { "customers", "DELETE", "", null },
        { "orders", "POST", "/cancel", "{}" },
        { "orders", "POST", "/fulfill", "{}" },
        { "members", "PATCH", "", """{"role": "admin"}""" },
        { "members", "DELETE", "", null },
        { "invitations", "POST", "/resend", null },
        { "invitations", "DELETE", "", null },
        { "api_keys", "DELETE", "", null },
        { "webhook_endpoints", "PATCH", "", """{"description": "Till"}""" },
        { "webhook_endpoints", "DELETE", "", null },
        { "webhook_endpoints", "POST", "/rotate_secret", null },
    };

    [Theory, MemberData(nameof(Changes))]
    public async Task A_change_is_made_only_to_what_its_caller_has_read(string resource, string method, string action, string? body)
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync(clock: clock);
        var path = $"/api/v1/{resource}/{await MakeAsync(acme, clock, resource)}";
        using var http = acme.Http(acme.Key);
        using var read = await http.GetAsync(path);
        var version = read.Headers.ETag!.ToString();

        using (var stale = await SendAsync(http, method, path + action, body, "\"0123456789abcdef01234567\""))
        {
            Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
            Assert.Equal("precondition_failed", (await stale.Content.ReadFromJsonAsync<JsonElement>()).Text("code"));
        }
        Assert.Equal(await read.Content.ReadAsStringAsync(), await http.GetStringAsync(path));
        using var fresh = await SendAsync(http, method, path + action, body, $"\"another\", {version}");

        Assert.True(fresh.IsSuccessStatusCode, await fresh.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_reader_who_has_it_already_is_told_so()
    {
        var acme = await house.OrganizationAsync();
        var path = $"/api/v1/products/{await MakeAsync(acme, TimeProvider.System, "products")}";
        using var http = acme.Http(acme.Key);
        using var first = await http.GetAsync(path);

        using var again = await SendAsync(http, "GET", path, null, null, first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());

        using var changed = await SendAsync(http, "PATCH", path, """{"name": "Black tea"}""");
        using var third = await SendAsync(http, "GET", path, null, null, first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.Equal(changed.Headers.ETag, third.Headers.ETag);
    }

    [Fact]
    public async Task Of_twenty_who_change_the_same_version_at_once_one_succeeds()
    {
        var acme = await house.OrganizationAsync();
        var path = $"/api/v1/products/{await MakeAsync(acme, TimeProvider.System, "products")}";
        using var http = acme.Http(acme.Key);
        using var read = await http.GetAsync(path);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SendAsync(http, "PATCH", path, $$"""{"name": "Tea {{i}}"}""", read.Headers.ETag!.ToString())));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.Conflict }));
    }

    [Fact]
    public async Task What_is_not_there_yet_matches_nothing()
    {
        var acme = await house.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        using var answer = await SendAsync(http, "POST", "/api/v1/warehouses", """{"name": "Attic"}""", "*");

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
    }

    static async Task<HttpResponseMessage> SendAsync(HttpClient http, string method, string path, string? body, string? match = null, string? noneMatch = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        if (noneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", noneMatch);
        return await http.SendAsync(request);
    }

    /// <summary>Long enough ago that nothing about it is too soon.</summary>
    static async Task<string> MakeAsync(TestOrganization acme, TimeProvider clock, string resource)
    {
        var trade = await acme.SellsTeaAsync(5);
        switch (resource)
        {
            case "products":
                return (await acme.Owner.Get<App.Catalog.GetVariant>().ExecuteAsync(new(trade.Tea))).Value.ProductId.ToString();
            case "variants":
                var product = (await acme.Owner.Get<App.Catalog.GetVariant>().ExecuteAsync(new(trade.Tea))).Value.ProductId;
                return (await acme.Owner.Get<App.Catalog.AddVariant>().ExecuteAsync(new(product, Catalog.CatalogStory.NewSku(), new Money(100, "EUR")))).Value.Id.ToString();
            case "warehouses":
                return (await acme.OpensWarehouseAsync("Empty")).ToString();
            case "customers":
                return (await acme.Owner.Get<App.Customers.CreateCustomer>().ExecuteAsync(new("Deli"))).Value.Id.ToString();
            case "orders":
                return (await trade.OrdersAsync(2)).Value.Id.ToString();
            case "members":
                return acme.Member.MemberId.ToString();
            case "invitations":
                var invited = (await acme.Owner.Get<App.Organizations.InviteMember>().ExecuteAsync(new("new@people.example", Role.Member))).Value.Id;
                (clock as TestClock)?.Advance(TimeSpan.FromMinutes(5));
                return invited.ToString();
            case "api_keys":
                return (await acme.Owner.Get<App.ApiKeys.CreateApiKey>().ExecuteAsync(new("Till", ["products:read"]))).Value.Id.ToString();
            case "webhook_endpoints":
                return (await acme.Owner.ListensAsync("https://hooks.example/in")).Id.ToString();
            default:
                throw new ArgumentOutOfRangeException(nameof(resource), resource, null);
        }
    }
}
