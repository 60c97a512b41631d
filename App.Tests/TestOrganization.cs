using System.Net.Http.Headers;
using App.Accounts;
using App.ApiKeys;
using App.Organizations;
using App.Platform;
using App.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>An organization of a test's own, with an owner, an admin, a member and a key, on the house's clock or the test's.</summary>
public sealed class TestOrganization
{
    readonly TestHouse house;
    readonly IServiceProvider services;

    TestOrganization(TestHouse house, IServiceProvider services, Guid id, string slug) => (this.house, this.services, Id, Slug) = (house, services, id, slug);

    public Guid Id { get; }
    public string Slug { get; }

    /// <summary>People and a key that holds every scope.</summary>
    public TestActor Owner { get; private set; } = null!;
    public TestActor Admin { get; private set; } = null!;
    public TestActor Member { get; private set; } = null!;
    public TestActor Key { get; private set; } = null!;

    /// <summary>Our own loops.</summary>
    public TestActor System => new(services, new Credential.System("test", Id));

    /// <summary>Someone with no credential at all.</summary>
    public TestActor Stranger => new(services, new Credential.None());

    /// <summary>Someone at its storefront who has not signed in.</summary>
    public TestActor Visitor => Showing(new Credential.Storefront(Slug, null));

    /// <summary>Whoever shows this.</summary>
    public TestActor Showing(Credential credential) => new(services, credential);

    public static async Task<TestOrganization> FoundAsync(TestHouse house, string name, TimeProvider? clock, IServiceProvider? services)
    {
        var now = (clock ?? TimeProvider.System).GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var slug = $"{name.ToLowerInvariant()}-{id:N}"[..28] + id.ToString("N")[^8..];
        var acme = new TestOrganization(house, services ?? (clock is null ? house.Services : house.At(clock)), id, slug);
        await using var db = house.Behind(id);
        db.Add(Organization.Found(id, slug, name, "EUR", "Europe/Berlin", now));
        acme.Owner = acme.Hire(db, Role.Owner, now, out var maker);
        acme.Admin = acme.Hire(db, Role.Admin, now, out _);
        acme.Member = acme.Hire(db, Role.Member, now, out _);
        await db.SaveChangesAsync();
        acme.Key = await acme.KeyAsync(house.Services.GetRequiredService<PermissionCatalogue>().Scopes, maker, now);
        return acme;
    }

    TestActor Hire(AppDb db, Role role, DateTimeOffset now, out Id<Member> member)
    {
        var account = new Account { Id = Guid.CreateVersion7(now), Name = $"{role} of {Slug}", Email = $"{role}@{Slug}.example", CreatedAt = now, EmailConfirmed = true, SecurityStamp = "1", ConcurrencyStamp = "1" };
        (account.UserName, account.NormalizedEmail, account.NormalizedUserName) = (account.Email, account.Email.ToUpperInvariant(), account.Email.ToUpperInvariant());
        var joined = App.Organizations.Member.Join(account.Id, role, now);
        member = joined.Id;
        var session = Session.Open(account.Id, null, null, now);
        session.Choose(Id);
        session.Prove(now.AddYears(1)); // step-up has tests of its own; here it is not to be in the way, however far a test moves its clock
        db.AddRange(account, joined, session);
        return new(services, new Credential.Session(session.Id.Value, Slug)) { AccountId = account.Id, MemberId = joined.Id, House = house };
    }

    /// <summary>A key with exactly these scopes, made by the owner.</summary>
    public Task<TestActor> KeyAsync(params IEnumerable<string> scopes) => KeyAsync(scopes, Owner.MemberId, TimeProvider.System.GetUtcNow());

    async Task<TestActor> KeyAsync(IEnumerable<string> scopes, Id<Member> maker, DateTimeOffset now)
    {
        await using var db = house.Behind(Id);
        var text = KeyText.Make();
        var key = ApiKey.Create(maker, "Test key", text, scopes, null, now);
        db.Add(key);
        await db.SaveChangesAsync();
        return new(services, new Credential.ApiKey(text.Hash())) { KeyText = text.Text, KeyId = key.Id };
    }

    /// <summary>An HTTP client that carries the actor's key.</summary>
    public HttpClient Http(TestActor actor)
    {
        var client = house.Web.CreateClient();
        if (actor.KeyText is { } text)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        return client;
    }

    /// <summary>Actions in the audit log, oldest first.</summary>
    public Task<string[]> AuditedAsync() => house.ScalarAsync<string[]>("select coalesce(array_agg(action || case outcome when 'Denied' then ' (denied)' else '' end order by at, id), '{}') from audit_entries where organization_id = $1", Id);

    /// <summary>Types of the events announced, oldest first.</summary>
    public Task<string[]> AnnouncedAsync() => house.ScalarAsync<string[]>("select coalesce(array_agg(type::text order by occurred_at, id), '{}') from outbox_messages where organization_id = $1", Id);
}

/// <summary>Someone who acts: <c>acme.Owner.Get&lt;CreateProduct&gt;().ExecuteAsync(…)</c>.</summary>
public sealed class TestActor(IServiceProvider services, Credential credential)
{
    public Credential Credential => credential;
    public Guid AccountId { get; init; }
    public Id<Member> MemberId { get; init; }
    public TestHouse? House { get; init; }

    /// <summary>A person's access token, made when it is asked for.</summary>
    public Task<string> SessionTokenAsync() => House!.AccessTokenAsync(AccountId, ((Credential.Session)credential).Id);
    public string? KeyText { get; init; }
    public Id<ApiKey> KeyId { get; init; }

    /// <summary>An operation or query in a scope of its own, called by this actor.</summary>
    public T Get<T>() where T : Gated
    {
        var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(credential);
        return scope.ServiceProvider.GetRequiredService<T>();
    }
}
