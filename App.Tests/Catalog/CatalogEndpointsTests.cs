using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace App.Tests.Catalog;

public sealed class CatalogEndpointsTests(TestHost host)
{
    static object Tea(string sku) =>
        new { name = "Tea", variants = new[] { new { sku, price = new { amount = 450, currency = "EUR" } } } };

    [Fact]
    public async Task The_API_creates_updates_lists_and_archives_a_product()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        var created = await http.PostAsJsonAsync("/api/v1/products", Tea("TEA-1"));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var product = await created.Content.ReadFromJsonAsync<JsonElement>();
        var id = product.GetProperty("id").GetString()!;
        Assert.StartsWith("prd_", id);
        Assert.Equal($"/api/v1/products/{id}", created.Headers.Location?.OriginalString);

        var patched = await http.PatchAsJsonAsync($"/api/v1/products/{id}", new { name = "Black tea" });
        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);

        var list = await http.GetFromJsonAsync<JsonElement>("/api/v1/products?q=black");
        Assert.Equal("Black tea", list.GetProperty("data")[0].GetProperty("name").GetString());
        Assert.False(list.GetProperty("has_more").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync($"/api/v1/products/{id}")).StatusCode);
        Assert.Equal(0, (await http.GetFromJsonAsync<JsonElement>("/api/v1/products")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Paging_returns_every_product_once_ordered_by_name()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        foreach (var i in Enumerable.Range(0, 7))
        {
            var variant = new { sku = $"T{i}", price = new { amount = i, currency = "EUR" } };
            await http.PostAsJsonAsync("/api/v1/products", new { name = $"Tea {i % 3}", variants = new[] { variant } });
        }

        var seen = new List<string>();
        for (string? cursor = null; ;)
        {
            var next = cursor is null ? "" : $"&cursor={cursor}";
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/v1/products?limit=2{next}");
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(row =>
                row.GetProperty("name").GetString()! + row.GetProperty("variants")[0].GetProperty("sku").GetString()));
            if (!page.GetProperty("has_more").GetBoolean())
                break;
            cursor = page.GetProperty("next_cursor").GetString();
        }

        Assert.Equal(["Tea 0T0", "Tea 0T3", "Tea 0T6", "Tea 1T1", "Tea 1T4", "Tea 2T2", "Tea 2T5"], seen);
    }

    [Theory]
    [InlineData("POST", "/api/v1/products", "{\"name\":\"x\",\"variants\":[],\"price\":1}",
        "application/json", 400, "unknown_member")]
    [InlineData("POST", "/api/v1/products", "{\"name\":\"x\"}", "application/json", 400, "invalid_json")]
    [InlineData("POST", "/api/v1/products", "{\"name\":\"x\",\"name\":\"y\",\"variants\":[]}",
        "application/json", 400, "invalid_json")]
    [InlineData("POST", "/api/v1/products", "{\"name\":null,\"variants\":[]}", "application/json", 400, "invalid_json")]
    [InlineData("POST", "/api/v1/products", "{", "application/json", 400, "invalid_json")]
    [InlineData("POST", "/api/v1/products", "[]", "application/json", 400, "invalid_json")]
    [InlineData("POST", "/api/v1/products", "", "application/json", 400, "invalid_request")]
    [InlineData("POST", "/api/v1/products", "null", "application/json", 400, "invalid_request")]
    [InlineData("POST", "/api/v1/products", "name=x", "text/plain", 415, "unsupported_media_type")]
    [InlineData("POST", "/api/v1/products",
        "{\"name\":\"x\",\"variants\":[{\"sku\":\"a\",\"price\":{\"amount\":99999999999999999999,\"currency\":\"EUR\"}}]}",
        "application/json", 400, "invalid_json")]
    [InlineData("GET", "/api/v1/products?limit=0", null, null, 400, "invalid_request")]
    [InlineData("GET", "/api/v1/products?limit=many", null, null, 400, "invalid_request")]
    [InlineData("GET", "/api/v1/products?colour=red", null, null, 400, "unknown_parameter")]
    [InlineData("GET", "/api/v1/products?cursor=%00", null, null, 400, "invalid_request")]
    [InlineData("GET", "/api/v1/products/prd_01h455vb4pex5vsknk084sn02q", null, null, 404, "not_found")]
    [InlineData("GET", "/api/v1/products/ord_01h455vb4pex5vsknk084sn02q", null, null, 404, "not_found")]
    [InlineData("GET", "/api/v1/products/1", null, null, 404, "not_found")]
    [InlineData("GET", "/api/v1/nothing", null, null, 404, "not_found")]
    [InlineData("PUT", "/api/v1/products", "{}", "application/json", 405, "method_not_allowed")]
    public async Task Invalid_requests_get_a_problem_with_a_stable_code(
        string method, string path, string? body, string? type, int status, string code)
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type!);

        using var answer = await http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(
            ["type", "title", "status", "detail", "code", "param", "errors", "explanation", "request_id", "doc_url"],
            problem.EnumerateObject().Select(member => member.Name));
        Assert.Equal(answer.Headers.GetValues("Request-Id").Single(), problem.GetProperty("request_id").GetString());
    }

    [Fact]
    public async Task A_request_body_over_ten_megabytes_is_rejected()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        using var body = new StringContent(new string(' ', 10_485_761), Encoding.UTF8, "application/json");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/products") { Content = body };
        request.Headers.ExpectContinue = true; // as curl does, so the server can reject it before the body is sent

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, "unauthenticated")]
    [InlineData("Bearer nonsense", "key_malformed")]
    [InlineData("Bearer stk_live_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17", "key_invalid")]
    public async Task Without_a_valid_key_the_response_is_401_whatever_else_is_wrong(string? authorization, string code)
    {
        using var http = host.Web.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/products");
        request.Content = new StringContent("{", Encoding.UTF8, "text/plain");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Contains("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }
}
