using System.Net.Http.Headers;
using App.Accounts;
using App.ApiKeys;
using App.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>
/// A test's own organization with an owner, an admin, a member and an API key, on the host's clock or the test's.
/// </summary>
public sealed class TestOrganization
{
    readonly TestHost host;
    readonly IServiceProvider services;
    TimeProvider clock = TimeProvider.System;

    TestOrganization(TestHost host, IServiceProvider services, Guid id, string slug)
    {
        this.host = host;
        this.services = services;
        Id = id;
        Slug = slug;
    }

    public Guid Id { get; }
    public string Slug { get; }

    public TestActor Owner { get; private set; } = null!;
    public TestActor Admin { get; private set; } = null!;
    public TestActor Member { get; private set; } = null!;

    /// <summary>An API key that has every scope.</summary>
    public TestActor Key { get; private set; } = null!;

    /// <summary>The system actor, as background loops use it.</summary>
    public TestActor System => new(services, new Credential.System("test", Id));

    /// <summary>A caller without any credential.</summary>
    public TestActor Stranger => new(services, new Credential.None());

    /// <summary>A storefront visitor who has not signed in.</summary>
    public TestActor Visitor => Showing(new Credential.Storefront(Slug, null));

    /// <summary>A caller with this credential.</summary>
    public TestActor Showing(Credential credential) => new(services, credential);

    public static async Task<TestOrganization> CreateAsync(
        TestHost host, string name, TimeProvider? clock, IServiceProvider? services)
    {
        var now = (clock ?? TimeProvider.System).GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var slug = $"{name.ToLowerInvariant()}-{id:N}"[..28] + id.ToString("N")[^8..];
        var acme = new TestOrganization(host, services ?? (clock is null ? host.Services : host.At(clock)), id, slug);
        acme.clock = clock ?? TimeProvider.System;
        await using var db = host.Behind(id);
        db.Add(OrganizationSlug.Claimed(slug, id, now));
        db.Add(Organization.Found(id, slug, name, "EUR", "Europe/Berlin", now));
        await db.SaveChangesAsync(); // before its members: EF does not know all foreign keys to organizations
        acme.Owner = acme.AddMember(db, Role.Owner, now, out var owner);
        acme.Admin = acme.AddMember(db, Role.Admin, now, out _);
        acme.Member = acme.AddMember(db, Role.Member, now, out _);
        await db.SaveChangesAsync();
        acme.Key = await acme.KeyAsync(host.Services.GetRequiredService<PermissionCatalog>().Scopes, owner, now);
        return acme;
    }

    /// <summary>Adds a member with this role.</summary>
    public async Task<TestActor> MemberAsync(Role role)
    {
        await using var db = host.Behind(Id);
        var joined = AddMember(db, role, clock.GetUtcNow(), out _, "Also");
        await db.SaveChangesAsync();
        return joined;
    }

    TestActor AddMember(AppDb db, Role role, DateTimeOffset now, out Id<Member> member, string also = "")
    {
        var account = new Account { Id = Guid.CreateVersion7(now), Name = $"{role} of {Slug}",
            Email = $"{also}{role}@{Slug}.example",
            CreatedAt = now, EmailConfirmed = true, SecurityStamp = "1", ConcurrencyStamp = "1" };
        account.UserName = account.Email;
        account.NormalizedEmail = account.Email.ToUpperInvariant();
        account.NormalizedUserName = account.NormalizedEmail;
        var joined = App.Organizations.Member.Join(account.Id, RoleCatalog.Of(role), now);
        member = joined.Id;
        var session = new StaffSession { AccountId = account.Id };
        session.Open(TimeSpan.FromDays(7), TimeSpan.FromDays(30), new Caller(), now);
        session.Choose(Id);
        // Step-up has its own tests and must not get in the way of others, however far they advance the clock.
        session.Prove(now.AddYears(1));
        db.AddRange(account, joined, session);
        return new(services, new Credential.Session(session.Id.Value, Slug)) { AccountId = account.Id,
            MemberId = joined.Id, Host = host };
    }

    /// <summary>Creates a key with exactly these scopes, as this member.</summary>
    public Task<TestActor> KeyAsync(IEnumerable<string> scopes, Id<Member> creator) =>
        KeyAsync(scopes, creator, clock.GetUtcNow());

    /// <summary>Creates a key with exactly these scopes, as the owner.</summary>
    public Task<TestActor> KeyAsync(params IEnumerable<string> scopes) =>
        KeyAsync(scopes, Owner.MemberId, clock.GetUtcNow());

    async Task<TestActor> KeyAsync(IEnumerable<string> scopes, Id<Member> creator, DateTimeOffset now)
    {
        await using var db = host.Behind(Id);
        var text = KeyText.Make();
        var key = ApiKey.Create(creator, null, "Test key", text, scopes, null, now);
        db.Add(key);
        await db.SaveChangesAsync();
        return new(services, new Credential.ApiKey(text.Hash())) { KeyText = text.Text, KeyId = key.Id };
    }

    /// <summary>An HTTP client that sends the actor's key.</summary>
    public HttpClient Http(TestActor actor)
    {
        var client = host.Web.CreateClient();
        if (actor.KeyText is { } text)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        return client;
    }

    /// <summary>Actions in the organization's audit log, oldest first.</summary>
    public Task<string[]> AuditedAsync() => host.ScalarAsync<string[]>("""
        select coalesce(array_agg(action || case outcome when 'Denied' then ' (denied)' else '' end order by at, id), '{}')
        from audit_entries where organization_id = $1
        """, Id);

    /// <summary>Types of the organization's outbox events, oldest first.</summary>
    public Task<string[]> AnnouncedAsync() => host.ScalarAsync<string[]>(
        "select coalesce(array_agg(type::text order by occurred_at, id), '{}') from outbox_messages where organization_id = $1",
        Id);
}

/// <summary>Someone who calls operations: <c>acme.Owner.Get&lt;CreateProduct&gt;().ExecuteAsync(…)</c>.</summary>
public sealed class TestActor(IServiceProvider services, Credential credential)
{
    public Credential Credential => credential;
    public Guid AccountId { get; init; }
    public Id<Member> MemberId { get; init; }
    public TestHost? Host { get; init; }

    /// <summary>Issues an access token for the person's session.</summary>
    public Task<string> SessionTokenAsync() => Host!.AccessTokenAsync(AccountId, ((Credential.Session)credential).Id);
    public string? KeyText { get; init; }
    public Id<ApiKey> KeyId { get; init; }

    /// <summary>
    /// An operation or query, or a service that calls some, in its own service scope, called by this actor.
    /// </summary>
    public T Get<T>() where T : class
    {
        var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(credential);
        return scope.ServiceProvider.GetRequiredService<T>();
    }
}
