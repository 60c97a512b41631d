using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using App.Customers;
using App.Organizations;
using App.Webhooks;

namespace App.Tests.Platform;

/// <summary>Only declared values of an enum are accepted, from programs and from pages.</summary>
public sealed class UndefinedEnumTests(TestHost host)
{
    [Theory]
    [InlineData("""{"role": "member,admin"}""", "invalid_json")]
    [InlineData("""{"role": "admin,owner"}""", "invalid_json")]
    [InlineData("""{"role": "Admin"}""", "invalid_json")]
    [InlineData("""{"role": "7"}""", "invalid_json")]
    [InlineData("""{"role": -1}""", "invalid_json")]
    [InlineData("""{"role": ""}""", "invalid_json")]
    [InlineData("""{"role": null}""", "invalid_json")]
    public async Task A_program_gets_a_400(string body, string code)
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        using var response = await http.PatchAsync(
            $"/api/v1/members/{acme.Member.MemberId}", new StringContent(body, null, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("code"));
    }

    [Fact]
    public async Task A_page_gets_a_problem_wherever_the_enum_is()
    {
        var acme = await host.OrganizationAsync();
        var endpoint = await acme.Owner.ListensAsync("https://hooks.example/in");

        var updated = await acme.Owner.Get<UpdateWebhookEndpoint>().ExecuteAsync(
            new(endpoint.Id, new(Status: (EndpointStatus)9)));

        var created = await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new(
            "Deli", Addresses: [new((AddressKind)7, ["Main Street 1"], "DE", "Berlin", "10115")]));

        Assert.Equal(("invalid_request", "addresses[0].kind"), (created.Problem?.Code, created.Problem?.Param));
        Assert.Equal(("invalid_request", "status"), (updated.Problem?.Code, updated.Problem?.Param));
    }

    /// <summary>A role is not a mere enum, because there are custom ones; code cannot make one from an undefined value.</summary>
    [Fact]
    public void A_role_is_a_declared_one()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => (RoleKey)(Role)(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => (RoleKey)Role.Custom);
        Assert.False(RoleKey.TryRead("custom", out _));
        Assert.False(RoleKey.TryRead("Admin", out _));
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task The_first_and_the_last_time_are_valid_bounds(string time)
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        foreach (var bound in new[] { "from", "to" })
        {
            using var response = await http.GetAsync($"/api/v1/audit_entries?{bound}={Uri.EscapeDataString(time)}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
