using App.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Tests.Platform;

public sealed class CompiledLookupTests(TestHost host)
{
    static readonly CompiledLookup<Product, ProductView> Active = new(ProductView.Projection);
    static readonly CompiledLookup<Product, ProductView> WithArchived = new(ProductView.Projection, archived: true);

    [Fact]
    public async Task The_query_filter_alone_limits_a_compiled_lookup_to_its_organization()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var tea = await acme.StocksTeaAsync();
        var cocoa = await globex.StocksTeaAsync();

        // The query is compiled once and each call passes its own organization. The connection is a superuser's, so row policies
        // do not apply.
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal([tea.Id, null], await FindBothAsync(acme.Id));
            Assert.Equal([null, cocoa.Id], await FindBothAsync(globex.Id));
        }

        async Task<Id<Product>?[]> FindBothAsync(Guid organization)
        {
            await using var db = host.Behind(organization);
            return [(await Active.FindAsync(db, tea.Id, default))?.Id, (await Active.FindAsync(db, cocoa.Id, default))?.Id];
        }
    }

    [Fact]
    public async Task Archived_rows_are_found_only_by_lookups_that_include_them()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(tea.Id));
        await using var db = host.Behind(acme.Id);

        Assert.Null(await Active.FindAsync(db, tea.Id, default));
        Assert.NotNull((await WithArchived.FindAsync(db, tea.Id, default))?.ArchivedAt);
    }

    [Fact]
    public async Task A_compiled_lookup_never_tracks_entities_even_on_a_tracking_context()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        var lookup = new CompiledLookup<Product, Wrapper>(product => new Wrapper(product));
        await using var db = host.Behind(acme.Id); // tracks, as an operation's context does

        Assert.Equal(tea.Id, (await lookup.FindAsync(db, tea.Id, default))!.Product.Id);

        Assert.Empty(db.ChangeTracker.Entries());
        Assert.NotNull(await db.Set<Product>().SingleAsync(product => product.Id == tea.Id));
        Assert.NotEmpty(db.ChangeTracker.Entries()); // a tracked lookup would have shown here
    }

    sealed record Wrapper(Product Product);
}
