using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace App.Tests.Platform;

public sealed class HouseAnswersTests(TestHouse house)
{
    [Theory]
    [InlineData("/healthz/live", 200)]
    [InlineData("/api/v1/products", 401)]
    [InlineData("/no/such/page", 302)] // to the sign-in page, like every page
    [InlineData("/openapi/v1.json", 200)]
    public async Task Every_answer_carries_the_security_headers(string path, int status)
    {
        using var http = house.Http();
        using var answer = await http.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        string One(string name) => answer.Headers.GetValues(name).Single();
        Assert.Contains("default-src 'self'", One("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", One("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe-eval", One("Content-Security-Policy"));
        Assert.Equal("max-age=63072000; includeSubDomains; preload", One("Strict-Transport-Security"));
        Assert.Equal("nosniff", One("X-Content-Type-Options"));
        Assert.Equal("DENY", One("X-Frame-Options"));
        Assert.Equal("strict-origin-when-cross-origin", One("Referrer-Policy"));
        Assert.StartsWith("camera=(), microphone=(), geolocation=(), interest-cohort=()", One("Permissions-Policy"));
        Assert.NotEmpty(One("Request-Id"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData(null, null, 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 401)]
    public async Task A_change_with_a_cookie_must_come_from_our_own_pages(string? header, string? value, int status)
    {
        using var http = house.Http();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/products") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("Cookie", "__Host-staff-session=x");
        if (header is not null)
            request.Headers.Add(header, value);

        using var answer = await http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_API_document_describes_every_API_route()
    {
        using var http = house.Web.CreateClient();
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{path.Name.TrimEnd('/')} {method.Name.ToUpperInvariant()}"));
        var routes = await File.ReadAllLinesAsync(Path.Combine(HouseRules.Sources.Root, "App.Tests/House/contract/routes.txt"));

        // What others call by an agreement of theirs is not for clients of the API.
        Assert.Equal(["/api/hooks/resend POST"], routes.Where(route => !route.StartsWith("/api/v1/", StringComparison.Ordinal)));
        Assert.Equal(routes.Where(route => route.StartsWith("/api/v1/", StringComparison.Ordinal)).Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }
}
