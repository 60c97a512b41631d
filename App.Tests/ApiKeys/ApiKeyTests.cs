using System.Net;
using System.Text.Json;
using App.ApiKeys;
using App.Catalog;
using App.Organizations;

namespace App.Tests.ApiKeys;

public sealed class ApiKeyTests(TestHost host)
{
    [Fact]
    public async Task A_key_is_shown_once_and_works_until_it_is_revoked()
    {
        var acme = await host.OrganizationAsync();
        using var owner = acme.Http(acme.Key);
        var request = new { name = "Till", scopes = new[] { "products:read" } };
        var (status, created) = await owner.SendAsync("POST", "/api_keys", request, key: "k-1");
        var (_, again) = await owner.SendAsync("POST", "/api_keys", request, key: "k-1");

        Assert.Equal(201, status);
        var secret = created.Text("secret");
        Assert.StartsWith("stk_live_" + created.Text("first_eight"), secret);
        Assert.Equal((created.Text("id"), JsonValueKind.Null), (again.Text("id"), again.GetProperty("secret").ValueKind));

        using var till = acme.Http(new TestActor(host.Services, new Credential.None()) { KeyText = secret });
        Assert.Equal(200, (await till.SendAsync("GET", "/products")).Status);
        Assert.Equal(403, (await till.SendAsync("GET", "/api_keys")).Status);
        var (_, shown) = await owner.SendAsync("GET", $"/api_keys/{created.Text("id")}");
        Assert.False(shown.TryGetProperty("secret", out _));
        Assert.NotEqual(JsonValueKind.Null, shown.GetProperty("last_used_at").ValueKind);

        Assert.Equal(204, (await owner.SendAsync("DELETE", $"/api_keys/{created.Text("id")}")).Status);
        Assert.Equal(401, (await till.SendAsync("GET", "/products")).Status);
        Assert.Equal(404, (await owner.SendAsync("DELETE", $"/api_keys/{created.Text("id")}")).Status);
    }

    [Fact]
    public async Task A_revoked_key_is_rejected_even_while_its_lookup_is_cached()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        Assert.Equal(200, (await http.SendAsync("GET", "/products")).Status); // this instance caches the lookup for a second

        // As another instance would, without clearing this cache.
        await acme.Owner.Get<RevokeApiKey>().ExecuteAsync(new(acme.Key.KeyId));

        Assert.Equal(401, (await http.SendAsync("GET", "/products")).Status);
    }

    [Fact]
    public async Task A_key_can_create_keys_only_with_the_keys_scope_and_within_its_own_scopes()
    {
        var acme = await host.OrganizationAsync();
        var withoutScope = await acme.KeyAsync("products:read");
        var withScope = await acme.KeyAsync("keys:write", "products:read");

        Assert.Equal(
            "forbidden", (await withoutScope.Get<CreateApiKey>().ExecuteAsync(new("Child", ["products:read"]))).Problem?.Code);
        Assert.Equal(
            "scope_above_own",
            (await withScope.Get<CreateApiKey>().ExecuteAsync(new("Child", ["products:read", "orders:write"]))).Problem?.Code);
        Assert.True((await withScope.Get<CreateApiKey>().ExecuteAsync(new("Child", ["products:read"]))).Succeeded);
    }

    [Fact]
    public async Task Members_cannot_create_keys_and_unknown_scopes_are_rejected()
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal(
            "forbidden", (await acme.Member.Get<CreateApiKey>().ExecuteAsync(new("Mine", ["products:read"]))).Problem?.Code);
        var unknown = await acme.Admin.Get<CreateApiKey>().ExecuteAsync(new("Mine", ["products:read", "everything"]));
        Assert.Equal((400, "scopes"), (unknown.Problem!.Status, unknown.Problem.Param));
        Assert.Equal("invalid_request", (await acme.Admin.Get<CreateApiKey>().ExecuteAsync(new("Mine", []))).Problem?.Code);
    }

    [Fact]
    public async Task A_key_never_has_more_permissions_than_its_creator_currently_has()
    {
        var acme = await host.OrganizationAsync();
        var created = (await acme.Admin.Get<CreateApiKey>().ExecuteAsync(new("Auditor", ["audit:read", "products:read"]))).Value;
        var key = new TestActor(host.Services, new Credential.ApiKey(KeyText.Parse(created.Secret!)!.Hash()));
        Assert.True((await key.Get<App.Audit.ListAuditEntries>().ExecuteAsync(new(new PageRequest()))).Succeeded);

        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Admin.MemberId, new(Role.Member)));

        Assert.Equal(
            "forbidden", (await key.Get<App.Audit.ListAuditEntries>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.True((await key.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);
    }

    [Fact]
    public async Task A_key_stops_working_at_its_expiration_time()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync("Acme", clock);
        var expired = await acme.Owner.Get<CreateApiKey>().ExecuteAsync(
            new("Past", ["products:read"], ExpiresAt: clock.GetUtcNow()));
        Assert.Equal("invalid_request", expired.Problem?.Code);
        var created = (await acme.Owner.Get<CreateApiKey>().ExecuteAsync(
            new("Trial", ["products:read"], ExpiresAt: clock.GetUtcNow().AddHours(1)))).Value;
        var key = new TestActor(host.At(clock), new Credential.ApiKey(KeyText.Parse(created.Secret!)!.Hash()));
        Assert.True((await key.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("unauthenticated", (await key.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
    }

    /// <summary>There are no test data yet, so a test key would act on live data.</summary>
    [Fact]
    public async Task A_test_key_cannot_be_created_and_an_existing_one_opens_nothing()
    {
        var acme = await host.OrganizationAsync();

        var refused = await acme.Owner.Get<CreateApiKey>().ExecuteAsync(new("Trial", ["products:read"], KeyMode.Test));
        await host.ScalarAsync<string>(
            "update api_keys set prefix = 'stk_test_' where organization_id = $1 returning prefix", acme.Id);

        Assert.Equal("test_mode_unavailable", refused.Problem?.Code);
        Assert.Equal(
            "unauthenticated", (await acme.Key.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
    }

    [Fact]
    public async Task Only_an_owner_can_give_a_key_sensitive_scopes()
    {
        var acme = await host.OrganizationAsync();
        Task<Result<CreatedApiKey>> CreateAsync(TestActor by, params string[] scopes) =>
            by.Get<CreateApiKey>().ExecuteAsync(new("Robot", scopes));

        Assert.True((await CreateAsync(acme.Owner, "members:write", "webhooks:write", "keys:write")).Succeeded);
        foreach (var scope in new[] { "members:write", "webhooks:write", "keys:write" })
        {
            Assert.Equal("scope_needs_owner", (await CreateAsync(acme.Admin, "products:read", scope)).Problem?.Code);
            Assert.Equal("scope_needs_owner", (await CreateAsync(acme.Key, scope)).Problem?.Code); // with all scopes
        }
        Assert.True((await CreateAsync(acme.Admin, "products:read", "members:read")).Succeeded);
        Assert.True((await CreateAsync(acme.Key, "orders:write")).Succeeded);
    }

    [Fact]
    public async Task Keys_of_another_organization_are_not_found()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");

        Assert.Equal("not_found", (await acme.Owner.Get<GetApiKey>().ExecuteAsync(new(globex.Key.KeyId))).Problem?.Code);
        Assert.Equal("not_found", (await acme.Owner.Get<RevokeApiKey>().ExecuteAsync(new(globex.Key.KeyId))).Problem?.Code);
        Assert.Equal(
            acme.Key.KeyId,
            Assert.Single((await acme.Owner.Get<ListApiKeys>().ExecuteAsync(new(new PageRequest()))).Value.Data).Id);
    }
}
