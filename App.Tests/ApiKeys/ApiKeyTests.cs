using System.Net;
using System.Text.Json;
using App.ApiKeys;
using App.Catalog;
using App.Platform;

namespace App.Tests.ApiKeys;

public sealed class ApiKeyTests(TestHouse house)
{
    [Fact]
    public async Task A_key_is_shown_once_and_works_until_it_is_revoked()
    {
        var acme = await house.OrganizationAsync();
        using var owner = acme.Http(acme.Key);
        var (status, made) = await owner.SendAsync("POST", "/api_keys", new { name = "Till", scopes = new[] { "products:read" } }, key: "k-1");
        var (_, again) = await owner.SendAsync("POST", "/api_keys", new { name = "Till", scopes = new[] { "products:read" } }, key: "k-1");

        Assert.Equal(201, status);
        var secret = made.Text("secret");
        Assert.StartsWith("stk_live_" + made.Text("first_eight"), secret);
        Assert.Equal((made.Text("id"), JsonValueKind.Null), (again.Text("id"), again.GetProperty("secret").ValueKind));

        using var till = acme.Http(new TestActor(house.Services, new Credential.None()) { KeyText = secret });
        Assert.Equal(200, (await till.SendAsync("GET", "/products")).Status);
        Assert.Equal(403, (await till.SendAsync("GET", "/api_keys")).Status);
        var (_, shown) = await owner.SendAsync("GET", $"/api_keys/{made.Text("id")}");
        Assert.False(shown.TryGetProperty("secret", out _));
        Assert.NotEqual(JsonValueKind.Null, shown.GetProperty("last_used_at").ValueKind);

        Assert.Equal(204, (await owner.SendAsync("DELETE", $"/api_keys/{made.Text("id")}")).Status);
        Assert.Equal(401, (await till.SendAsync("GET", "/products")).Status);
        Assert.Equal(404, (await owner.SendAsync("DELETE", $"/api_keys/{made.Text("id")}")).Status);
    }

    [Fact]
    public async Task A_revoked_key_is_nobody_even_where_its_look_up_is_still_believed()
    {
        var acme = await house.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        Assert.Equal(200, (await http.SendAsync("GET", "/products")).Status); // believed by this instance for a second

        await acme.Owner.Get<RevokeApiKey>().ExecuteAsync(new(acme.Key.KeyId)); // by another instance

        Assert.Equal(401, (await http.SendAsync("GET", "/products")).Status);
    }

    [Fact]
    public async Task A_key_makes_keys_only_with_the_scope_for_it_and_none_beyond_its_own()
    {
        var acme = await house.OrganizationAsync();
        var without = await acme.KeyAsync("products:read");
        var with = await acme.KeyAsync("keys:write", "products:read");

        Assert.Equal("forbidden", (await without.Get<CreateApiKey>().ExecuteAsync(new("Child", ["products:read"]))).Problem?.Code);
        Assert.Equal("scope_above_own", (await with.Get<CreateApiKey>().ExecuteAsync(new("Child", ["products:read", "orders:write"]))).Problem?.Code);
        Assert.True((await with.Get<CreateApiKey>().ExecuteAsync(new("Child", ["products:read"]))).Succeeded);
    }

    [Fact]
    public async Task Members_make_no_keys_and_unknown_scopes_are_named()
    {
        var acme = await house.OrganizationAsync();

        Assert.Equal("forbidden", (await acme.Member.Get<CreateApiKey>().ExecuteAsync(new("Mine", ["products:read"]))).Problem?.Code);
        var unknown = await acme.Admin.Get<CreateApiKey>().ExecuteAsync(new("Mine", ["products:read", "everything"]));
        Assert.Equal((400, "scopes"), (unknown.Problem!.Status, unknown.Problem.Param));
        Assert.Equal("invalid_request", (await acme.Admin.Get<CreateApiKey>().ExecuteAsync(new("Mine", []))).Problem?.Code);
    }

    [Fact]
    public async Task A_key_may_do_no_more_than_its_maker_may_now()
    {
        var acme = await house.OrganizationAsync();
        var made = (await acme.Admin.Get<CreateApiKey>().ExecuteAsync(new("Auditor", ["audit:read", "products:read"]))).Value;
        var key = new TestActor(house.Services, new Credential.ApiKey(KeyText.Parse(made.Secret!)!.Hash()));
        Assert.True((await key.Get<App.Audit.ListAuditEntries>().ExecuteAsync(new(new PageRequest()))).Succeeded);

        await acme.Owner.Get<App.Organizations.ChangeMemberRole>().ExecuteAsync(new(acme.Admin.MemberId, new(Role.Member)));

        Assert.Equal("forbidden", (await key.Get<App.Audit.ListAuditEntries>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.True((await key.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);
    }

    [Fact]
    public async Task A_key_expires_when_it_said_it_would()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync("Acme", clock);
        Assert.Equal("invalid_request", (await acme.Owner.Get<CreateApiKey>().ExecuteAsync(new("Past", ["products:read"], ExpiresAt: clock.GetUtcNow()))).Problem?.Code);
        var made = (await acme.Owner.Get<CreateApiKey>().ExecuteAsync(new("Trial", ["products:read"], KeyMode.Test, clock.GetUtcNow().AddHours(1)))).Value;
        Assert.StartsWith("stk_test_", made.Secret);
        var key = new TestActor(house.At(clock), new Credential.ApiKey(KeyText.Parse(made.Secret!)!.Hash()));
        Assert.True((await key.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("unauthenticated", (await key.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
    }

    [Fact]
    public async Task Keys_of_another_organization_are_not_there()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");

        Assert.Equal("not_found", (await acme.Owner.Get<GetApiKey>().ExecuteAsync(new(globex.Key.KeyId))).Problem?.Code);
        Assert.Equal("not_found", (await acme.Owner.Get<RevokeApiKey>().ExecuteAsync(new(globex.Key.KeyId))).Problem?.Code);
        Assert.Equal(acme.Key.KeyId, Assert.Single((await acme.Owner.Get<ListApiKeys>().ExecuteAsync(new(new PageRequest()))).Value.Data).Id);
    }
}
