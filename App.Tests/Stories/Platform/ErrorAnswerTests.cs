using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace App.Tests.Platform;

public sealed class ErrorAnswerTests(TestHost host)
{
    [Theory]
    [InlineData("/healthz/live", 200)]
    [InlineData("/api/v1/products", 401)]
    [InlineData("/no/such/page", 302)] // redirects to the sign-in page, like every page
    [InlineData("/openapi/v1.json", 200)]
    public async Task Every_response_has_the_security_headers(string path, int status)
    {
        using var http = host.Http();
        using var answer = await http.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        string HeaderOf(string name) => answer.Headers.GetValues(name).Single();
        Assert.Contains("default-src 'self'", HeaderOf("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", HeaderOf("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe-eval", HeaderOf("Content-Security-Policy"));
        Assert.Equal("max-age=63072000; includeSubDomains; preload", HeaderOf("Strict-Transport-Security"));
        Assert.Equal("nosniff", HeaderOf("X-Content-Type-Options"));
        Assert.Equal("DENY", HeaderOf("X-Frame-Options"));
        Assert.Equal("strict-origin-when-cross-origin", HeaderOf("Referrer-Policy"));
        Assert.StartsWith("camera=(), microphone=(), geolocation=(), interest-cohort=()", HeaderOf("Permissions-Policy"));
        Assert.NotEmpty(HeaderOf("Request-Id"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData(null, null, 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 401)]
    public async Task Changes_authenticated_by_cookie_must_come_from_the_same_origin(string? header, string? value, int status)
    {
        using var http = host.Http();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/products") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("Cookie", "__Host-staff-session=x");
        if (header is not null)
            request.Headers.Add(header, value);

        using var answer = await http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    /// <summary>Programs may keep a cookie jar. What counts is the credential that is used.</summary>
    [Theory]
    [InlineData("/api/v1/warehouses", 201)]
    [InlineData("/theme", 403)] // no API: it reads cookies
    public async Task A_key_is_accepted_beside_cookies_only_where_cookies_are_ignored(string path, int status)
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = JsonContent.Create(new { name = "Attic" });
        request.Headers.Add("Cookie", "theme=dark; __Host-staff-session=x");
        request.Headers.Add("Origin", "https://elsewhere.example");

        using var answer = await http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_API_document_describes_every_API_route()
    {
        using var http = host.Web.CreateClient();
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(
            path => path.Value.EnumerateObject().Select(method => $"{path.Name.TrimEnd('/')} {method.Name.ToUpperInvariant()}"));
        var routes = await File.ReadAllLinesAsync(
            Path.Combine(Architecture.Sources.Root, "App.Tests/Architecture/contract/routes.txt"));

        // Webhooks that other services call are not part of the documented API.
        Assert.Equal(["/api/hooks/resend POST"], routes.Where(route => !route.StartsWith("/api/v1/", StringComparison.Ordinal)));
        Assert.Equal(
            routes.Where(route => route.StartsWith("/api/v1/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            described.Order(StringComparer.Ordinal));
    }
}
