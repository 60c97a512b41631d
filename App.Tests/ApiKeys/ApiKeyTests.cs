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

    [Fact]
    public async Task A_key_cannot_create_a_key_that_outlives_it()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync("Acme", clock);
        var end = clock.GetUtcNow().AddHours(1);
        var (parent, parentId) = await CreateAsync(host.At(clock), acme.Owner, end, "keys:write", "products:read");

        var later = await parent.Get<CreateApiKey>().ExecuteAsync(new("Child", ["products:read"], ExpiresAt: end.AddSeconds(1)));
        var omitted = await parent.Get<CreateApiKey>().ExecuteAsync(new("Child", ["products:read"]));
        var earlier = await parent.Get<CreateApiKey>().ExecuteAsync(
            new("Child", ["products:read"], ExpiresAt: end.AddMinutes(-5)));

        Assert.Equal((400, "expiry_after_parent", "expires_at"),
            (later.Problem!.Status, later.Problem.Code, later.Problem.Param));
        Assert.Equal(end, omitted.Value.ExpiresAt!.Value, TimeSpan.FromMilliseconds(1));
        Assert.Equal(parentId, omitted.Value.ParentKeyId);
        Assert.Equal(end.AddMinutes(-5), earlier.Value.ExpiresAt!.Value, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Revoking_a_key_revokes_the_keys_that_descend_from_it_with_an_audit_entry_each()
    {
        var acme = await host.OrganizationAsync();
        var (parent, parentId) = await CreateAsync(host.Services, acme.Owner, null, "keys:write", "products:read");
        // Only an owner gives keys:write, so the second level is planted.
        var (child, childId) = await CreateAsync(host.Services, parent, null, "products:read");
        await host.ScalarAsync<string>(
            "update api_keys set scopes = scopes || '{keys:write}' where id = $1 returning name", childId.Value);
        var (grandchild, grandchildId) = await CreateAsync(host.Services, child, null, "products:read");
        var (other, _) = await CreateAsync(host.Services, acme.Owner, null, "products:read");

        Assert.True((await acme.Owner.Get<RevokeApiKey>().ExecuteAsync(new(parentId))).Succeeded);

        foreach (var ended in new[] { parent, child, grandchild })
            Assert.Equal("unauthenticated", (await ended.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.True((await other.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);
        Assert.Equal(
            new[] { parentId, childId, grandchildId }.Select(id => id.ToString()).Order(), await RevokedInAuditLogAsync(acme));
        Assert.Equal(3, (await acme.Owner.Get<ListApiKeys>().ExecuteAsync(new(new PageRequest(), Revoked: true))).Value.Data.Count);
    }

    [Fact]
    public async Task The_keys_of_a_member_who_leaves_are_revoked_and_stay_so_after_a_new_invitation()
    {
        var acme = await host.OrganizationAsync();
        var (till, tillId) = await CreateAsync(host.Services, acme.Admin, null, "products:read");
        Assert.True((await till.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);

        await acme.Admin.Get<LeaveOrganization>().ExecuteAsync(new(new(acme.Id)));
        await ReturnAsync(acme.Admin.MemberId, unrevoked: false);

        Assert.Equal("unauthenticated", (await till.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.Equal([tillId.ToString()], await RevokedInAuditLogAsync(acme));
        var revoked = await acme.Owner.Get<ListApiKeys>().ExecuteAsync(new(new PageRequest(), Revoked: true));
        Assert.Equal(tillId, Assert.Single(revoked.Value.Data).Id);
    }

    [Fact]
    public async Task A_key_from_before_the_return_of_its_creator_opens_nothing_even_if_it_was_not_revoked()
    {
        var acme = await host.OrganizationAsync();
        var (till, _) = await CreateAsync(host.Services, acme.Admin, null, "products:read");
        await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(acme.Admin.MemberId));

        await ReturnAsync(acme.Admin.MemberId, unrevoked: true);

        Assert.Equal("unauthenticated", (await till.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.True((await (await CreateAsync(host.Services, acme.Admin, null, "products:read")).Key
            .Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);
    }

    [Fact]
    public async Task Open_invitations_end_with_the_key_or_member_that_sent_them()
    {
        var acme = await host.OrganizationAsync();
        await acme.Admin.Get<InviteMember>().ExecuteAsync(new("of-admin@people.example", Role.Member));
        await acme.Key.Get<InviteMember>().ExecuteAsync(new("of-key@people.example", Role.Member));
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new("of-owner@people.example", Role.Member));

        await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(acme.Admin.MemberId));
        await acme.Owner.Get<RevokeApiKey>().ExecuteAsync(new(acme.Key.KeyId));

        Assert.Equal(["of-owner@people.example"], await host.ScalarAsync<string[]>("""
            select array_agg(email::text) from invitations where organization_id = $1 and revoked_at is null
            """, acme.Id));
        Assert.Equal(2, (await acme.AuditedAsync()).Count(action => action == "invitation.revoke"));
    }

    [Fact]
    public async Task Suspending_an_organization_does_not_revoke_its_keys()
    {
        var acme = await host.OrganizationAsync();
        await host.ScalarAsync<string>(
            "update organizations set suspended_at = now() where id = $1 returning name", acme.Id);
        Assert.Equal(
            "unauthenticated", (await acme.Key.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);

        await host.ScalarAsync<string>("update organizations set suspended_at = null where id = $1 returning name", acme.Id);

        Assert.True((await acme.Key.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);
    }

    static async Task<(TestActor Key, Id<ApiKey> Id)> CreateAsync(
        IServiceProvider services, TestActor by, DateTimeOffset? expiresAt, params string[] scopes)
    {
        var created = (await by.Get<CreateApiKey>().ExecuteAsync(new("Till", scopes, ExpiresAt: expiresAt))).Value;
        return (new(services, new Credential.ApiKey(KeyText.Parse(created.Secret!)!.Hash())), created.Id);
    }

    /// <summary>Makes a removed member active again, as a new invitation does.</summary>
    Task<bool> ReturnAsync(Id<Member> member, bool unrevoked) => host.ScalarAsync<bool>("""
        with returned as (
            update members set status = 'Active', role = 'Admin', joined_at = now() where id = $1 returning id),
        awake as (
            update api_keys set revoked_at = null where created_by_id = $1 and $2 returning id)
        select exists (select from returned)
        """, member.Value, unrevoked);

    Task<string[]> RevokedInAuditLogAsync(TestOrganization organization) => host.ScalarAsync<string[]>("""
        select coalesce(array_agg(entity_id::text order by entity_id), '{}')
        from audit_entries where organization_id = $1 and action = 'key.revoke'
        """, organization.Id);
}
