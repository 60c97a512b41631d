using App.Catalog;

namespace App.Tests.Platform;

public sealed class GateTests(TestHost host)
{
    [Fact]
    public async Task A_call_without_a_credential_is_unauthenticated()
    {
        var acme = await host.OrganizationAsync();

        var result = await acme.Stranger.Get<ListProducts>().ExecuteAsync(new(new PageRequest()));

        Assert.Equal("unauthenticated", result.Problem?.Code);
    }

    [Fact]
    public async Task A_key_without_the_scope_is_refused_and_audited_once_a_minute()
    {
        var acme = await host.OrganizationAsync();
        var reader = await acme.KeyAsync("products:read");

        for (var i = 0; i < 3; i++)
            Assert.Equal("forbidden", (await reader.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea())).Problem?.Code);

        var audited = await acme.AuditedAsync();
        Assert.All(audited, entry => Assert.Equal("product.create (denied)", entry));
        Assert.InRange(audited.Length, 1, 2); // two when a new minute begins between the attempts
        Assert.Empty(await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task A_component_never_sees_a_call_end_at_once()
    {
        var acme = await host.OrganizationAsync();
        var call = Task.CompletedTask;
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new()); // as a renderer does
        try
        {
            // canceled, so nothing in it has to wait
            call = acme.Owner.Get<ListProducts>().ExecuteAsync(new(new PageRequest()), new CancellationToken(canceled: true));
            Assert.False(call.IsCompleted, "The call ended at once.");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Objects_and_pages_of_another_organization_look_nonexistent()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var product = await globex.StocksTeaAsync();
        var owner = (Credential.Session)acme.Owner.Credential;

        var foreign = await acme.Owner.Get<GetProduct>().ExecuteAsync(new(product.Id));
        var unknown = await acme.Owner.Get<GetProduct>().ExecuteAsync(new(Id<Product>.New(TimeProvider.System.GetUtcNow())));
        Assert.Equal(unknown.Problem, foreign.Problem);

        var there = await new TestActor(host.Services, owner with { Slug = globex.Slug }).Get<ListProducts>()
            .ExecuteAsync(new(new PageRequest()));
        var nowhere = await new TestActor(host.Services, owner with { Slug = "no-such" }).Get<ListProducts>()
            .ExecuteAsync(new(new PageRequest()));
        Assert.Equal(404, there.Problem!.Status);
        Assert.Equal(nowhere.Problem, there.Problem);
    }

    [Fact]
    public async Task Concurrent_requests_with_the_same_idempotency_key_run_once()
    {
        var acme = await host.OrganizationAsync();
        var request = CatalogScenario.Tea();
        var key = new IdempotencyKey("k-1");

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => acme.Key.Get<CreateProduct>().ExecuteAsync(request, key)));

        Assert.Single(results.Select(result => result.Value.Id).Distinct());
        Assert.Equal(7, results.Count(result => result.Replayed));
        Assert.Equal(["product.create"], await acme.AuditedAsync());
        Assert.Equal(["product.created"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task An_idempotency_key_reused_with_another_body_is_refused()
    {
        var acme = await host.OrganizationAsync();
        await acme.Key.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea("A"), new("k-1"));

        var other = await acme.Key.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea("B"), new("k-1"));

        Assert.Equal((422, "idempotency_key_reused"), (other.Problem!.Status, other.Problem.Code));
    }

    [Fact]
    public async Task A_refused_request_does_not_use_up_its_idempotency_key()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync("TEA-1");
        var request = CatalogScenario.Tea("TEA-1");
        Assert.Equal("sku_taken", (await acme.Key.Get<CreateProduct>().ExecuteAsync(request, new("k-1"))).Problem?.Code);

        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(tea.Id));

        Assert.True((await acme.Key.Get<CreateProduct>().ExecuteAsync(request, new("k-1"))).Succeeded);
    }

    [Fact]
    public async Task Idempotency_keys_are_separate_for_each_organization()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var request = CatalogScenario.Tea();

        var first = await acme.Key.Get<CreateProduct>().ExecuteAsync(request, new("k-1"));
        var second = await globex.Key.Get<CreateProduct>().ExecuteAsync(request, new("k-1"));

        Assert.NotEqual(first.Value.Id, second.Value.Id);
        Assert.False(second.Replayed);
    }
}
