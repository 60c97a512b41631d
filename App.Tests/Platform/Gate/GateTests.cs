using App.Catalog;
using App.Platform;
using App.Tests.Catalog;

namespace App.Tests.Platform;

public sealed class GateTests(TestHouse house)
{
    [Fact]
    public async Task A_stranger_is_asked_to_sign_in()
    {
        var acme = await house.OrganizationAsync();

        var result = await acme.Stranger.Get<ListProducts>().ExecuteAsync(new(new PageRequest()));

        Assert.Equal("unauthenticated", result.Problem?.Code);
    }

    [Fact]
    public async Task A_key_without_the_scope_is_refused_and_the_log_tells_it_once_a_minute()
    {
        var acme = await house.OrganizationAsync();
        var reader = await acme.KeyAsync("products:read");

        for (var i = 0; i < 3; i++)
            Assert.Equal("forbidden", (await reader.Get<CreateProduct>().ExecuteAsync(CatalogStory.Tea())).Problem?.Code);

        var audited = await acme.AuditedAsync();
        Assert.All(audited, entry => Assert.Equal("product.create (denied)", entry));
        Assert.InRange(audited.Length, 1, 2); // two when a minute turns between the tries
        Assert.Empty(await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task Another_organizations_page_is_as_unknown_as_one_that_does_not_exist()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        var product = await globex.StocksTeaAsync();
        var owner = (Credential.Session)acme.Owner.Credential;

        var foreign = await acme.Owner.Get<GetProduct>().ExecuteAsync(new(product.Id));
        var unknown = await acme.Owner.Get<GetProduct>().ExecuteAsync(new(Id<Product>.New(TimeProvider.System.GetUtcNow())));
        Assert.Equal(unknown.Problem, foreign.Problem);

        var there = await new TestActor(house.Services, owner with { Slug = globex.Slug }).Get<ListProducts>().ExecuteAsync(new(new PageRequest()));
        var nowhere = await new TestActor(house.Services, owner with { Slug = "no-such" }).Get<ListProducts>().ExecuteAsync(new(new PageRequest()));
        Assert.Equal(404, there.Problem!.Status);
        Assert.Equal(nowhere.Problem, there.Problem);
    }

    [Fact]
    public async Task The_same_key_and_request_act_once_and_answer_alike()
    {
        var acme = await house.OrganizationAsync();
        var (request, key) = (CatalogStory.Tea(), new IdempotencyKey("k-1"));

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => acme.Key.Get<CreateProduct>().ExecuteAsync(request, key)));

        Assert.Single(results.Select(result => result.Value.Id).Distinct());
        Assert.Equal(7, results.Count(result => result.Replayed));
        Assert.Equal(["product.create"], await acme.AuditedAsync());
        Assert.Equal(["product.created"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var acme = await house.OrganizationAsync();
        await acme.Key.Get<CreateProduct>().ExecuteAsync(CatalogStory.Tea("A"), new("k-1"));

        var other = await acme.Key.Get<CreateProduct>().ExecuteAsync(CatalogStory.Tea("B"), new("k-1"));

        Assert.Equal((422, "idempotency_key_reused"), (other.Problem!.Status, other.Problem.Code));
    }

    [Fact]
    public async Task A_refused_request_leaves_its_key_free()
    {
        var acme = await house.OrganizationAsync();
        var tea = await acme.StocksTeaAsync("TEA-1");
        var request = CatalogStory.Tea("TEA-1");
        Assert.Equal("sku_taken", (await acme.Key.Get<CreateProduct>().ExecuteAsync(request, new("k-1"))).Problem?.Code);

        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(tea.Id));

        Assert.True((await acme.Key.Get<CreateProduct>().ExecuteAsync(request, new("k-1"))).Succeeded);
    }

    [Fact]
    public async Task A_key_name_used_by_one_organization_means_nothing_to_another()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        var request = CatalogStory.Tea();

        var first = await acme.Key.Get<CreateProduct>().ExecuteAsync(request, new("k-1"));
        var second = await globex.Key.Get<CreateProduct>().ExecuteAsync(request, new("k-1"));

        Assert.NotEqual(first.Value.Id, second.Value.Id);
        Assert.False(second.Replayed);
    }
}
