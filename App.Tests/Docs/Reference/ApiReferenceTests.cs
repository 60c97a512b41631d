using System.Text.Json;
using App.Docs.Reference;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Docs;

public sealed class ApiReferenceTests(TestHost host)
{
    ApiReference Reference => host.Web.Services.GetRequiredService<ApiReference>();

    [Fact]
    public async Task Every_group_has_a_title_and_a_summary_of_its_own()
    {
        var groups = await Reference.GroupsAsync();

        Assert.Empty(groups.SelectMany(Faults));
        Assert.Equal(groups.Count, groups.Select(group => group.Summary).Distinct().Count());
        Assert.Contains(groups, group => group is { Name: "api_keys", Title: "API keys", Href: "/docs/api/api_keys" });
    }

    [Fact]
    public void A_group_without_a_summary_is_found() =>
        Assert.Equal(["teapots: no title", "teapots: no summary", "teapots: no operations"],
            Faults(new("teapots", "", "Operations on teapots.", [])));

    static IEnumerable<string> Faults(ApiGroup group)
    {
        if (group.Title.Length == 0)
            yield return $"{group.Name}: no title";
        if (group.Summary.Length < 30 || !group.Summary.EndsWith('.'))
            yield return $"{group.Name}: no summary";
        if (group.Operations.Count == 0)
            yield return $"{group.Name}: no operations";
    }

    [Fact]
    public async Task Every_operation_of_the_document_is_in_one_group()
    {
        using var http = host.Web.CreateClient();
        var document = JsonElement.Parse(await http.GetStringAsync(ApiDocument.Address));
        var documented = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => operation.Value.GetProperty("operationId").GetString());

        var shown = (await Reference.GroupsAsync()).SelectMany(group => group.Operations).ToList();

        Assert.Equal(documented.Order(), shown.Select(operation => operation.Id).Order());
        Assert.All(shown, operation => Assert.True(operation is { Summary.Length: > 5, Description.Length: > 15 }, operation.Id));
        Assert.All(shown.Where(operation => operation.Method is "POST" or "PATCH"), operation =>
            Assert.Contains(operation.Responses, response => response.Code == "rate_limited"));
    }

    [Fact]
    public async Task Titles_of_operations_are_English()
    {
        var titles = (await Reference.GroupsAsync()).SelectMany(group => group.Operations)
            .Select(operation => operation.Summary).ToList();

        Assert.Contains("List API keys", titles);
        Assert.Contains("List audit entries", titles);
        Assert.Contains("Sign in", titles);
        Assert.Equal(titles.Count, titles.Distinct().Count() + 2 * 2 - 2); // staff and shoppers request and make a reset
    }

    [Fact]
    public async Task The_members_of_a_body_have_types_and_descriptions()
    {
        var place = (await Reference.FindAsync("orders"))!.Operations.Single(operation => operation.Id == "order.place");

        var customer = place.Body.Single(field => field.Name == "customer_id");
        Assert.Equal(("ID (cus_…)", true), (customer.Type, customer.IsRequired));
        var lines = place.Body.Single(field => field.Name == "lines");
        Assert.Equal("array of objects", lines.Type);
        Assert.Contains(lines.Members, member => member.Name == "quantity");
        Assert.Contains(place.Headers, header => header.Name == IdempotencyKey.Header);
        Assert.True(place.NeedsCredential);
        Assert.False((await Reference.FindAsync("auth"))!.Operations.Single(one => one.Id == "session.open").NeedsCredential);
    }
}
