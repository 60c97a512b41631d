using System.Net;
using System.Text.Json;

namespace App.E2E.Faults;

public sealed class OurOwnFault(SeededDatabase seeded)
{
    [Fact]
    public async Task An_internal_error_gives_an_error_page_or_a_problem_that_does_not_reveal_the_cause()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        var organization = app.Demo.GetProperty("organizations")[0];
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);

        // The state that a failed migration could leave behind.
        await database.ScalarAsync<int>("alter table public.products rename to lost; select 1");

        var answer = await page.GotoAsync(new Uri(organization.GetProperty("storefront_url").GetString()!).AbsolutePath);
        Assert.Equal(500, answer!.Status);
        Assert.DoesNotContain("products", await page.Locator("main").TextContentAsync());
        Assert.Empty(await PageCheck.FaultsAsync(page, "500"));
        browsing.AssertNoErrors();

        using var http = app.Http(organization.GetProperty("api_keys").GetProperty("admin").GetString());
        using var problem = await http.GetAsync("/api/v1/products");
        var body = await problem.Content.ReadAsStringAsync();
        Assert.Equal(
            (HttpStatusCode.InternalServerError, "application/problem+json"),
            (problem.StatusCode, problem.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith("req_", JsonDocument.Parse(body).RootElement.GetProperty("request_id").GetString());
        Assert.DoesNotContain("42P01", body);
        Assert.DoesNotContain("relation", body);
    }
}
