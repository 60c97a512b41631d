using System.Net;

namespace App.Tests.Shell;

public sealed class WellKnownTests(TestHost host)
{
    [Theory]
    [InlineData("/robots.txt", HttpStatusCode.OK, "User-agent: *")]
    [InlineData("/sitemap.xml", HttpStatusCode.OK, "<urlset")]
    [InlineData("/.well-known/security.txt", HttpStatusCode.OK, "Contact: mailto:no-reply@shop.example")]
    [InlineData("/.well-known/nothing", HttpStatusCode.NotFound, "Page not found")]
    public async Task Strangers_get_an_answer_instead_of_the_sign_in_page(string path, HttpStatusCode status, string text)
    {
        var web = host.WebIn(
            "Testing", new Dictionary<string, string?> { ["Mail:From"] = "Stockade <no-reply@shop.example>" });
        using var http = TestHost.Http(web);

        using var answer = await http.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(text, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_password_manager_is_led_to_the_page_that_changes_the_password()
    {
        using var http = host.Http();

        using var answer = await http.GetAsync("/.well-known/change-password");

        Assert.Equal("/account/password", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/docs/api")]
    public async Task Public_pages_have_a_description(string path)
    {
        using var http = host.Http();

        Assert.Contains("<meta name=\"description\"", await http.GetStringAsync(path));
    }
}
