using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

/// <summary>Each kind of credential has one resolver, declared by the module of its feature.</summary>
public sealed class CredentialResolversTests(TestHost host)
{
    static readonly IReadOnlyList<Type> Types = typeof(Features).Assembly.GetTypes();

    CredentialResolvers Registered => host.Services.GetRequiredService<CredentialResolvers>();

    [Fact]
    public void Every_credential_has_a_resolver() => Assert.Empty(Unresolved(Types, Registered));

    [Fact]
    public void A_credential_without_a_resolver_is_found() =>
        Assert.Equal(["Badge"], Unresolved([typeof(Badge)], Registered));

    [Fact]
    public void Every_resolver_is_declared_by_a_module() => Assert.Empty(Undeclared(Types, Registered));

    [Fact]
    public void An_undeclared_resolver_is_found() =>
        Assert.Equal(["BadgeResolver"], Undeclared([typeof(BadgeResolver)], Registered));

    [Fact]
    public async Task A_call_with_an_unknown_credential_fails_instead_of_being_anonymous()
    {
        var acme = await host.OrganizationAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => acme.Showing(new Badge(acme.Id)).Get<App.Catalog.ListProducts>().ExecuteAsync(new(new PageRequest())));

        Assert.Equal("No module declares a resolver of the credential Badge.", failure.Message);
    }

    [Fact]
    public async Task A_new_credential_needs_only_a_resolver()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<App.Catalog.CreateProduct>().ExecuteAsync(CatalogScenario.Tea());
        using var scope = host.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Badge(acme.Id));
        var gate = ActivatorUtilities.CreateInstance<Gate>(scope.ServiceProvider, new CredentialResolvers([new BadgeResolver()]));
        var sessions = ActivatorUtilities.CreateInstance<App.Accounts.ListSessions>(scope.ServiceProvider, gate);

        Assert.Single((await new App.Catalog.ListProducts(gate).ExecuteAsync(new(new PageRequest()))).Value.Data);
        Assert.Equal("forbidden",
            (await new App.Audit.ListAuditEntries(gate).ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.Equal("unauthenticated", (await sessions.ExecuteAsync(new())).Problem?.Code);
    }

    [Fact]
    public void Two_resolvers_of_one_credential_stop_the_start() =>
        Assert.Equal("The credential Badge has more than one resolver.",
            Assert.Throws<InvalidOperationException>(
                () => new CredentialResolvers([new BadgeResolver(), new BadgeResolver()])).Message);

    [Fact]
    public void A_resolver_that_poses_as_the_system_stops_the_start() =>
        Assert.Equal("Pretender must not give access to the system's operations.",
            Assert.Throws<InvalidOperationException>(() => new CredentialResolvers([new Pretender()])).Message);

    static List<string> Unresolved(IEnumerable<Type> types, CredentialResolvers resolvers) =>
        [.. types.Where(type => type.IsSubclassOf(typeof(Credential)) && !type.IsAbstract)
            .Except(resolvers.All.Select(resolver => resolver.Credential)).Select(type => type.Name)];

    static List<string> Undeclared(IEnumerable<Type> types, CredentialResolvers resolvers) =>
        [.. types.Where(type => type.IsAssignableTo(typeof(ICredentialResolver)) && !type.IsInterface)
            .Except(resolvers.All.Select(resolver => resolver.GetType())).Select(type => type.Name)];

    sealed record Badge(Guid OrganizationId) : Credential;

    sealed class BadgeResolver : ICredentialResolver
    {
        public Type Credential => typeof(Badge);

        public IReadOnlyList<AccessKind> ValidFor => [AccessKind.Member];

        public async Task<ResolvedCredential?> ResolveAsync(Credential credential, CredentialLookup lookup, CancellationToken ct)
        {
            var organization = await lookup.EnterAsync(((Badge)credential).OrganizationId, ct);
            var permissions = new[] { "products.read" }.ToFrozenSet();
            return new(new Actor(ActorKind.Device, "badge", "Badge", null, null, null, permissions), organization);
        }
    }

    sealed class Pretender : ICredentialResolver
    {
        public Type Credential => typeof(Badge);

        public IReadOnlyList<AccessKind> ValidFor => [AccessKind.System];

        public Task<ResolvedCredential?> ResolveAsync(Credential credential, CredentialLookup lookup, CancellationToken ct) =>
            Task.FromResult<ResolvedCredential?>(null);
    }
}
