using App.Catalog;
using App.Platform;
using App.Tests.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Tests.Platform;

public sealed class RowByIdTests(TestHouse house)
{
    static readonly RowById<Product, ProductView> Found = new(ProductView.Projection), FoundInTheArchive = new(ProductView.Projection, archived: true);

    [Fact]
    public async Task A_row_is_found_by_the_organization_that_has_it_and_by_no_other_where_only_the_filter_stands()
    {
        var (acme, globex) = (await house.OrganizationAsync(), await house.OrganizationAsync("Globex"));
        var (tea, cocoa) = (await acme.StocksTeaAsync(), await globex.StocksTeaAsync());

        // One query, compiled once: each call brings its own organization. A superuser's connection, so that no row policy helps.
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal([tea.Id, null], await LookAsync(acme.Id));
            Assert.Equal([null, cocoa.Id], await LookAsync(globex.Id));
        }

        async Task<Id<Product>?[]> LookAsync(Guid organization)
        {
            await using var db = house.Behind(organization);
            return [(await Found.FindAsync(db, tea.Id, default))?.Id, (await Found.FindAsync(db, cocoa.Id, default))?.Id];
        }
    }

    [Fact]
    public async Task An_archived_row_is_found_where_that_is_said_only()
    {
        var acme = await house.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(tea.Id));
        await using var db = house.Behind(acme.Id);

        Assert.Null(await Found.FindAsync(db, tea.Id, default));
        Assert.NotNull((await FoundInTheArchive.FindAsync(db, tea.Id, default))?.ArchivedAt);
    }

    [Fact]
    public async Task What_is_found_is_tracked_for_nobody_whoever_asked_first()
    {
        var acme = await house.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        var row = new RowById<Product, Kept>(product => new Kept(product));
        await using var db = house.Behind(acme.Id); // tracks, as an operation's context does

        Assert.Equal(tea.Id, (await row.FindAsync(db, tea.Id, default))!.Product.Id);

        Assert.Empty(db.ChangeTracker.Entries());
        Assert.NotNull(await db.Set<Product>().SingleAsync(product => product.Id == tea.Id));
        Assert.NotEmpty(db.ChangeTracker.Entries()); // which it would have shown
    }

    sealed record Kept(Product Product);
}
