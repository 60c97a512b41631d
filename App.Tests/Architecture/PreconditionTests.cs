using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using App.Organizations;

namespace App.Tests.Architecture;

/// <summary>ETag, If-Match and If-None-Match on every object that can be read and changed.</summary>
public sealed class PreconditionTests(TestHost host)
{
    /// <summary>The resource and every request that changes it. Each change is tested on its own object.</summary>
    public static TheoryData<string, string, string, string?> Changes => new()
    {
        { "products", "PATCH", "", """{"name": "Black tea"}""" },
        { "products", "DELETE", "", null },
        { "products", "POST", "/restore", null },
        { "variants", "PATCH", "", """{"unit": "crate"}""" },
        { "variants", "DELETE", "", null },
        { "variants", "POST", "/restore", null },
        { "warehouses", "PATCH", "", """{"name": "Attic"}""" },
        { "warehouses", "DELETE", "", null },
        { "warehouses", "POST", "/restore", null },
        { "customers", "PATCH", "", """{"name": "Bar"}""" },
        { "customers", "DELETE", "", null },
        { "customers", "POST", "/restore", null },
        { "comments", "PATCH", "", """{"text": "Ask twice"}""" },
        { "comments", "DELETE", "", null },
        { "orders", "POST", "/cancel", "{}" },
        { "orders", "POST", "/fulfill", "{}" },
        { "members", "PATCH", "", """{"role": "admin"}""" },
        { "members", "DELETE", "", null },
        { "members", "POST", "/suspend", null },
        { "members", "DELETE", "/ownership_offer", null },
        { "members", "POST", "/reinstate", null },
        { "roles", "PATCH", "", """{"name": "Early shift"}""" },
        { "roles", "DELETE", "", null },
        { "invitations", "POST", "/resend", null },
        { "invitations", "POST", "/link", null },
        { "invitations", "DELETE", "", null },
        { "api_keys", "DELETE", "", null },
        { "webhook_endpoints", "PATCH", "", """{"description": "Till"}""" },
        { "webhook_endpoints", "DELETE", "", null },
        { "webhook_endpoints", "POST", "/rotate_secret", null },
    };

    /// <summary>Requests that do not change the object: they send something again or only use it.</summary>
    static readonly string[] WithoutVersion =
    [
        "POST /emails/{id}/resend", "POST /webhook_deliveries/{id}/resend", "POST /webhook_endpoints/{id}/test",
        "POST /webhook_endpoints/{id}/restore", // archived endpoints cannot be read one by one
        "POST /members/{id}/ownership_offer", // for people: covered by OwnershipTests
        "DELETE /me/sessions/{id}", // sessions cannot be read one by one
        "POST /me/notifications/{id}/read", "POST /me/notifications/{id}/unread", // nor can notifications
        "PATCH /stock_levels/{variant_id}/{warehouse_id}", // nor can stock levels
    ];

    [Fact]
    public void Every_request_that_changes_an_object_is_tested() =>
        Assert.Empty(Untested(host.ApiRoutes().Select(route => route.Name)));

    [Fact]
    public void A_change_that_is_not_tested_is_found() =>
        Assert.Equal(["PATCH /teapots/{id}"], Untested(["GET /teapots/{id}", "POST /teapots", "PATCH /teapots/{id}"]));

    static IEnumerable<string> Untested(IEnumerable<string> routes) => routes
        .Where(route => !route.StartsWith("GET ", StringComparison.Ordinal) && route.Contains('{', StringComparison.Ordinal))
        .Except(Changes.Select(row => $"{row.Data.Item2} /{row.Data.Item1}/{{id}}{row.Data.Item3}")).Except(WithoutVersion);

    [Theory, MemberData(nameof(Changes))]
    public async Task A_change_requires_the_current_version_in_If_Match(
        string resource, string method, string action, string? body)
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        var path = $"/api/v1/{resource}/{await MakeAsync(acme, clock, resource)}";
        using var http = acme.Http(acme.Key);
        if (action == "/restore")
            (await http.DeleteAsync(path)).EnsureSuccessStatusCode();
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
    public async Task If_None_Match_returns_304_until_the_object_changes()
    {
        var acme = await host.OrganizationAsync();
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

    /// <summary>A proxy that compresses responses changes their tags; the object's version is the same.</summary>
    [Theory]
    [InlineData("W/{0}")]
    [InlineData("{0}-gzip")]
    [InlineData("*")]
    [InlineData("\"a,b\", W/{0}")]
    public async Task A_tag_that_a_proxy_has_changed_matches(string form)
    {
        var acme = await host.OrganizationAsync();
        var path = $"/api/v1/products/{await MakeAsync(acme, TimeProvider.System, "products")}";
        using var http = acme.Http(acme.Key);
        using var read = await http.GetAsync(path);
        var tag = read.Headers.ETag!.ToString();
        var sent = form == "{0}-gzip" ? tag[..^1] + "-gzip\"" : form.Replace("{0}", tag, StringComparison.Ordinal);

        foreach (var method in new[] { "GET", "HEAD" })
        {
            using var again = await SendAsync(http, method, path, null, null, sent);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(tag, again.Headers.ETag!.ToString());
            Assert.Equal("no-store", again.Headers.CacheControl!.ToString());
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
            Assert.Null(again.Content.Headers.ContentType);
        }
        using var changed = await SendAsync(http, "PATCH", path, """{"name": "Black tea"}""", sent);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("\"abc")]
    [InlineData("\"a\" \"b\"")]
    [InlineData("*, \"a\"")]
    public async Task A_malformed_If_Match_is_refused_and_a_malformed_If_None_Match_is_ignored(string header)
    {
        var acme = await host.OrganizationAsync();
        var path = $"/api/v1/products/{await MakeAsync(acme, TimeProvider.System, "products")}";
        using var http = acme.Http(acme.Key);

        using var change = await SendAsync(http, "PATCH", path, """{"name": "Black tea"}""", header);
        Assert.Equal(HttpStatusCode.BadRequest, change.StatusCode);
        Assert.Equal("If-Match", (await change.Content.ReadFromJsonAsync<JsonElement>()).Text("param"));
        using var read = await SendAsync(http, "GET", path, null, null, header);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    /// <summary>RFC 9110, 13.2.2: If-Match comes first; then If-None-Match, which is 304 for a read and 412 for a
    /// change.</summary>
    [Fact]
    public async Task Conditions_are_evaluated_in_the_order_of_the_RFC()
    {
        var acme = await host.OrganizationAsync();
        var path = $"/api/v1/products/{await MakeAsync(acme, TimeProvider.System, "products")}";
        using var http = acme.Http(acme.Key);
        using var first = await http.GetAsync(path);
        var tag = first.Headers.ETag!.ToString();

        Assert.Equal(412, await StatusAsync("GET", "\"other\"", tag));
        Assert.Equal(304, await StatusAsync("GET", tag, tag));
        Assert.Equal(200, await StatusAsync("GET", tag, "\"other\""));
        Assert.Equal(412, await StatusAsync("PATCH", null, tag));
        Assert.Equal(412, await StatusAsync("PATCH", null, "*"));
        Assert.Equal(412, await StatusAsync("PATCH", tag, tag));
        Assert.Equal(200, await StatusAsync("PATCH", tag, "\"other\""));

        async Task<int> StatusAsync(string method, string? match, string? noneMatch)
        {
            using var response = await SendAsync(
                http, method, path, method == "GET" ? null : """{"name": "Black tea"}""", match, noneMatch);
            return (int)response.StatusCode;
        }
    }

    /// <summary>No resource of the API has a date of modification, so conditions on dates are ignored (RFC 9110,
    /// 13.1.3).</summary>
    [Fact]
    public async Task Dates_are_ignored()
    {
        var acme = await host.OrganizationAsync();
        var path = $"/api/v1/products/{await MakeAsync(acme, TimeProvider.System, "products")}";
        using var http = acme.Http(acme.Key);
        http.DefaultRequestHeaders.Add("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT");
        http.DefaultRequestHeaders.Add("If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT");

        using var read = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task One_of_twenty_concurrent_changes_to_the_same_version_succeeds()
    {
        var acme = await host.OrganizationAsync();
        var path = $"/api/v1/products/{await MakeAsync(acme, TimeProvider.System, "products")}";
        using var http = acme.Http(acme.Key);
        using var read = await http.GetAsync(path);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => SendAsync(http, "PATCH", path, $$"""{"name": "Tea {{i}}"}""", read.Headers.ETag!.ToString())));

        Assert.Equal(1, answers.Count(response => response.StatusCode == HttpStatusCode.OK));
        Assert.All(answers, response => Assert.Contains(
            response.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.Conflict }));
    }

    [Fact]
    public async Task If_Match_on_a_creation_fails()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        using var response = await SendAsync(http, "POST", "/api/v1/warehouses", """{"name": "Attic"}""", "*");

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
    }

    static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, string method, string path, string? body, string? match = null, string? noneMatch = null)
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

    /// <summary>Creates an object that is old enough for every change to be allowed.</summary>
    static async Task<string> MakeAsync(TestOrganization acme, TimeProvider clock, string resource)
    {
        var scenario = await acme.SellsTeaAsync(5);
        switch (resource)
        {
            case "products":
                return (await acme.Owner.Get<App.Catalog.GetVariant>()
                    .ExecuteAsync(new(scenario.Tea))).Value.ProductId.ToString();
            case "variants":
                var product = (await acme.Owner.Get<App.Catalog.GetVariant>().ExecuteAsync(new(scenario.Tea))).Value.ProductId;
                return (await acme.Owner.Get<App.Catalog.AddVariant>()
                    .ExecuteAsync(new(product, CatalogScenario.NewSku(), new Money(100, "EUR")))).Value.Id.ToString();
            case "warehouses":
                return (await acme.OpensWarehouseAsync("Empty")).ToString();
            case "customers":
                return (await acme.Owner.Get<App.Customers.CreateCustomer>().ExecuteAsync(new("Deli"))).Value.Id.ToString();
            case "comments":
                var commented = (await acme.Owner.Get<App.Customers.CreateCustomer>().ExecuteAsync(new("Deli"))).Value.Id;
                return (await acme.Key.Get<App.Comments.CreateComment>()
                    .ExecuteAsync(new(commented.ToString(), "Ask first"))).Value.Id.ToString();
            case "orders":
                return (await scenario.OrdersAsync(2)).Value.Id.ToString();
            case "members":
                return acme.Member.MemberId.ToString();
            case "roles":
                return (await acme.Owner.Get<App.Organizations.CreateRole>()
                    .ExecuteAsync(new("Night shift", ["orders.read"]))).Value.Role.ToString();
            case "invitations":
                var invited = (await acme.Owner.Get<App.Organizations.InviteMember>()
                    .ExecuteAsync(new("new@people.example", Role.Member))).Value.Id;
                (clock as FakeClock)?.Advance(TimeSpan.FromMinutes(5));
                return invited.ToString();
            case "api_keys":
                return (await acme.Owner.Get<App.ApiKeys.CreateApiKey>()
                    .ExecuteAsync(new("Till", ["products:read"]))).Value.Id.ToString();
            case "webhook_endpoints":
                return (await acme.Owner.ListensAsync("https://hooks.example/in")).Id.ToString();
            default:
                throw new ArgumentOutOfRangeException(nameof(resource), resource, null);
        }
    }
}
