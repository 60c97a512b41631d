using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Docs;

public sealed class ErrorPagesTests(TestHost host)
{
    [Fact]
    public async Task Every_problem_code_has_a_documentation_page()
    {
        using var http = host.Http();
        var list = await http.GetStringAsync("/docs/errors");

        foreach (var problem in host.Services.GetRequiredService<ProblemCatalog>().All)
        {
            Assert.Contains($"/docs/errors/{problem.Code}\"", list);
            var page = await http.GetStringAsync(ProblemResponse.Of(problem, "req_1").DocUrl);
            Assert.Contains(problem.Code, page);
            Assert.Contains(problem.Title, WebUtility.HtmlDecode(page));
        }
    }

    [Fact]
    public async Task An_unknown_problem_code_is_not_found()
    {
        using var http = host.Http();

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/docs/errors/no_such_code")).StatusCode);
    }
}
