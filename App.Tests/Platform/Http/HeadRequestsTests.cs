using System.Net;
using App.Tests.Architecture;

namespace App.Tests.Platform;

/// <summary>HEAD goes wherever GET goes, and gets the same headers without the body.</summary>
public sealed class HeadRequestsTests(TestHost host)
{
    [Fact]
    public async Task Every_list_of_the_API_answers_HEAD()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        var lists = host.ApiRoutes().Where(route => route.Method == "GET" && !route.Path.Contains('{', StringComparison.Ordinal));

        foreach (var list in lists.Where(route => !SampleOrganizationScenario.OfPeople.Contains(route.Path)))
        {
            using var answer = await SendAsync(http, HttpMethod.Head, Api.Base + list.Path);
            using var whole = await SendAsync(http, HttpMethod.Get, Api.Base + list.Path);

            Assert.Equal((list.Path, HttpStatusCode.OK), (list.Path, answer.StatusCode));
            Assert.Equal(whole.Content.Headers.ContentType, answer.Content.Headers.ContentType);
            Assert.Equal(whole.Headers.ETag, answer.Headers.ETag);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("/login", 200)]
    [InlineData("/favicon.svg", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/healthz/live", 200)]
    [InlineData("/api/v1/products", 401)]
    [InlineData("/api/v1/auth/login", 401)]
    [InlineData("/s/no-such-shop", 404)]
    public async Task Pages_files_and_errors_answer_HEAD(string path, int status)
    {
        using var http = host.Http();
        using var answer = await SendAsync(http, HttpMethod.Head, path);
        using var whole = await SendAsync(http, HttpMethod.Get, path);

        Assert.Equal((status, status), ((int)answer.StatusCode, (int)whole.StatusCode));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.NotEmpty(await whole.Content.ReadAsByteArrayAsync());
    }

    /// <summary>A cached page must not be stored without its body.</summary>
    [Fact]
    public async Task A_HEAD_request_does_not_empty_the_cached_page()
    {
        var acme = await host.OrganizationAsync();
        using var http = host.Http();

        using (var first = await SendAsync(http, HttpMethod.Head, $"/s/{acme.Slug}"))
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        Assert.Contains("<html", await http.GetStringAsync($"/s/{acme.Slug}"));
    }

    static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        return await http.SendAsync(request);
    }
}
