using App.Customers;

namespace App.Tests.Customers;

public sealed class CustomerEndpointsTests(TestHost host)
{
    [Fact]
    public async Task The_API_creates_reads_updates_searches_and_archives_customers()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        var (status, cafe) = await http.SendAsync("POST", "/customers", new
        {
            name = "Café Central",
            tax_id = "DE1",
            contacts = new[] { new { name = "Rosa", email = "rosa@cafe.example" } },
            addresses = new[]
            {
                new
                {
                    kind = "billing",
                    lines = new[] { "Main Street 1" },
                    city = "Berlin",
                    postal_code = "10115",
                    country = "DE",
                },
            },
        });

        Assert.Equal(201, status);
        Assert.StartsWith("cus_", cafe.Text("id"), StringComparison.Ordinal);
        Assert.Equal("billing", cafe.GetProperty("addresses")[0].Text("kind"));
        Assert.Equal("DE1", (await http.SendAsync("GET", $"/customers/{cafe.Text("id")}")).Body.Text("tax_id"));
        var renamed = (await http.SendAsync("PATCH", $"/customers/{cafe.Text("id")}", new { name = "Café Zentral" })).Body;
        Assert.Equal("Café Zentral", renamed.Text("name"));
        Assert.Equal(1, (await http.SendAsync("GET", "/customers?q=zentral")).Body.GetProperty("data").GetArrayLength());
        Assert.Equal(204, (await http.SendAsync("DELETE", $"/customers/{cafe.Text("id")}")).Status);
        Assert.Equal(0, (await http.SendAsync("GET", "/customers")).Body.GetProperty("data").GetArrayLength());
        Assert.Equal(1, (await http.SendAsync("GET", "/customers?archived=true")).Body.GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"name":"x","email":"nobody"}""", "email")]
    [InlineData("""{"name":"x","contacts":[{"name":"Rosa","email":"rosa"}]}""", "contacts[0].email")]
    [InlineData("""{"name":"x","contacts":[null]}""", "contacts[0]")]
    [InlineData("""{"name":"x","addresses":[{"kind":"billing","lines":["a"],"city":"b","country":"Germany"}]}""",
        "addresses[0].country")]
    [InlineData("""{"name":"x","addresses":[{"kind":"billing","lines":["a"],"city":"b","country":"XX"}]}""",
        "addresses[0].country")]
    [InlineData("""{"name":"x","addresses":[{"kind":"billing","lines":[],"city":"b","country":"DE"}]}""", "addresses[0].lines")]
    [InlineData("""{"name":"x","addresses":[{"kind":"billing","lines":[" "],"city":"b","country":"DE"}]}""",
        "addresses[0].lines[0]")]
    [InlineData("""{"name":"x","addresses":[{"kind":"home","lines":["a"],"city":"b","country":"DE"}]}""", "addresses[0].kind")]
    [InlineData("""{"name":"x","addresses":[{"kind":1,"lines":["a"],"city":"b","country":"DE"}]}""", "addresses[0].kind")]
    [InlineData("""{"name":"x","vip":true}""", "vip")]
    public async Task Invalid_input_is_a_400_that_names_the_member(string body, string param)
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        var (status, problem) = await http.SendAsync("POST", "/customers", body);

        Assert.Equal((400, param), (status, problem.Text("param")));
    }

    [Fact]
    public async Task Unknown_ids_and_ids_of_another_organization_get_the_same_404()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var theirs = await globex.KnowsCafeAsync();
        using var http = acme.Http(acme.Key);

        (string, object?)[] requests = [("GET", null), ("PATCH", new { name = "Mine" }), ("DELETE", null)];
        foreach (var (verb, body) in requests)
        {
            var foreign = await http.SendAsync(verb, $"/customers/{theirs}", body);
            var unknown = await http.SendAsync(verb, $"/customers/{Id<Customer>.New(TimeProvider.System.GetUtcNow())}", body);
            Assert.Equal((404, foreign.Body.Text("detail")), (unknown.Status, unknown.Body.Text("detail")));
        }

        Assert.Equal("Café Central", (await globex.Owner.Get<GetCustomer>().ExecuteAsync(new(theirs))).Value.Name);
    }

    [Fact]
    public async Task An_idempotency_key_is_rejected_with_a_different_body()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        Assert.Equal(201, (await http.SendAsync("POST", "/customers", new { name = "A" }, "k-1")).Status);
        Assert.Equal(201, (await http.SendAsync("POST", "/customers", new { name = "A" }, "k-1")).Status);
        Assert.Equal(422, (await http.SendAsync("POST", "/customers", new { name = "B" }, "k-1")).Status);
        Assert.Equal(1, (await http.SendAsync("GET", "/customers")).Body.GetProperty("data").GetArrayLength());
    }
}
