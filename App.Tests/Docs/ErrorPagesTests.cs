using System.Net;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Docs;

public sealed class ErrorPagesTests(TestHouse house)
{
    [Fact]
    public async Task Every_code_has_a_page_that_the_answer_leads_to()
    {
        using var http = house.Http();
        var list = await http.GetStringAsync("/docs/errors");

        foreach (var problem in house.Services.GetRequiredService<ProblemCatalogue>().All)
        {
            Assert.Contains($"/docs/errors/{problem.Code}\"", list);
            var page = await http.GetStringAsync(ProblemAnswer.Of(problem, "req_1").DocUrl);
            Assert.Contains(problem.Code, page);
            Assert.Contains(WebUtility.HtmlEncode(problem.Title), page);
        }
    }

    [Fact]
    public async Task A_code_that_there_is_not_is_no_page()
    {
        using var http = house.Http();

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/docs/errors/no_such_code")).StatusCode);
    }
}
