using System.Net.Http.Json;
using System.Text.Json;
using App.Audit;
using App.Catalog;

namespace App.Tests.Audit;

public sealed class ListAuditEntriesTests(TestHost host)
{
    [Fact]
    public async Task Entries_record_the_actor_action_and_entity_and_its_state_before_and_after()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync("TEA-1");
        await acme.Key.Get<UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: "Black tea")));

        var log = (await acme.Owner.Get<ListAuditEntries>().ExecuteAsync(new(new PageRequest()))).Value.Data;

        Assert.Equal(["product.update", "product.create"], log.Select(entry => entry.Action));
        Assert.Equal(ActorKind.ApiKey, log[0].Actor.Kind);
        Assert.Equal(tea.Id.ToString(), log[0].Entity?.Id);
        Assert.Equal("Green tea", log[0].Before?.GetProperty("name").GetString());
        Assert.Equal("Black tea", log[0].After?.GetProperty("name").GetString());
        Assert.Null(log[1].Before);
    }

    [Theory]
    [InlineData("q=black", 1)]
    [InlineData("q=sku%25", 0)] // a percent sign is searched literally, not as a wildcard
    [InlineData("action=product.*", 3)]
    [InlineData("action=product.create", 2)]
    [InlineData("actor=test%20key", 1)]
    [InlineData("actor=owner", 2)]
    [InlineData("outcome=denied", 0)]
    [InlineData("from=2000-01-01T00:00:00Z", 3)]
    [InlineData("to=2000-01-01T00:00:00Z", 0)]
    public async Task Entries_can_be_filtered_by_text_actor_action_outcome_and_time(string filter, int expected)
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        await acme.StocksTeaAsync();
        await acme.Key.Get<UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: "Black tea")));
        using var http = acme.Http(acme.Key);

        var log = await http.GetFromJsonAsync<JsonElement>($"/api/v1/audit_entries?{filter}");

        Assert.Equal(expected, log.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task The_id_of_an_actor_or_of_an_object_finds_only_their_entries()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        await acme.StocksTeaAsync();
        await acme.Key.Get<UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: "Black tea")));
        using var http = acme.Http(acme.Key);

        foreach (var (filter, expected) in new[]
        {
            ($"actor={acme.Key.KeyId}", 1), ($"actor={acme.Owner.MemberId}", 2), ($"actor={acme.Member.MemberId}", 0),
            ($"q={tea.Id}", 2),
        })
        {
            var log = await http.GetFromJsonAsync<JsonElement>($"/api/v1/audit_entries?{filter}");
            Assert.Equal(expected, log.GetProperty("data").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("import-7.line_3", "import-7.line_3")]
    [InlineData("two words", null)]
    public async Task The_id_that_the_client_sent_is_kept_beside_ours(string sent, string? kept)
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        http.DefaultRequestHeaders.Add("Request-Id", sent);

        using var answer = await http.PostAsJsonAsync("/api/v1/warehouses", new { name = "Cellar" });

        Assert.True(answer.IsSuccessStatusCode);
        var entry = (await acme.Owner.Get<ListAuditEntries>().ExecuteAsync(new(new PageRequest()))).Value.Data[0];
        Assert.Equal(answer.Headers.GetValues("Request-Id").Single(), entry.RequestId);
        Assert.Equal(kept, entry.ClientRequestId);
    }

    [Fact]
    public async Task Owners_and_admins_can_read_entries_and_members_cannot()
    {
        var acme = await host.OrganizationAsync();

        Assert.True((await acme.Admin.Get<ListAuditEntries>().ExecuteAsync(new(new PageRequest()))).Succeeded);
        Assert.Equal("forbidden", (await acme.Member.Get<ListAuditEntries>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
    }

    [Fact]
    public async Task The_app_and_ops_roles_cannot_update_or_delete_audit_entries()
    {
        var acme = await host.OrganizationAsync();
        await acme.StocksTeaAsync();

        string[] statements = ["update audit_entries set action = 'x'", "delete from audit_entries", "truncate audit_entries"];
        foreach (var statement in statements)
            foreach (var role in new[] { "APP", "OPS" })
            {
                await using var connection = new Npgsql.NpgsqlConnection(host.ConnectionOf(role));
                await connection.OpenAsync();
                await using var command = new Npgsql.NpgsqlCommand(statement, connection);
                var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());
                Assert.Equal("42501", refused.SqlState);
            }
    }
}
