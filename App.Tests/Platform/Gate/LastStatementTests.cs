using App.Catalog;
using App.Platform;
using App.Tests.Catalog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Tests.Platform;

public sealed class LastStatementTests(TestHouse house)
{
    [Fact]
    public async Task A_querys_last_statement_takes_the_commit_along()
    {
        var acme = await house.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();

        async Task<string> OrganizationAfterAsync(Func<Pass, AppDb> asking) => await ReadAsync(acme, async pass =>
        {
            Assert.Equal(tea.Name, await asking(pass).Products.Where(product => product.Id == tea.Id).Select(product => product.Name).SingleAsync());
            // What a transaction has set is gone when it has ended. This goes past EF, which would refuse.
            await using var look = new NpgsqlCommand("select coalesce(current_setting('app.organization_id', true), '')", (NpgsqlConnection)pass.Db.Database.GetDbConnection());
            return (string)(await look.ExecuteScalarAsync())!;
        });

        Assert.Equal(acme.Id.ToString(), await OrganizationAfterAsync(pass => pass.Db));
        Assert.Equal("", await OrganizationAfterAsync(pass => pass.Last));
    }

    [Fact]
    public async Task What_the_door_has_noted_is_kept_by_that_commit()
    {
        var acme = await house.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        var key = await acme.KeyAsync("products:read");

        Assert.True((await key.Get<GetProduct>().ExecuteAsync(new(tea.Id))).Succeeded);

        Assert.True(await house.ScalarAsync<bool>("select last_used_at is not null from api_keys where id = $1", key.KeyId.Value));
    }

    [Fact]
    public async Task Another_statement_after_the_last_is_a_bug_and_told()
    {
        var acme = await house.OrganizationAsync();

        async Task<string> AgainAsync(Func<Pass, Task> then) => (await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(acme, async pass =>
        {
            await pass.Last.Products.CountAsync();
            await then(pass);
            return "";
        }))).Message;

        Assert.Contains("last statement", await AgainAsync(pass => pass.Db.Products.CountAsync()), StringComparison.Ordinal);
        Assert.Contains("last statement", await AgainAsync(pass => pass.Last.Products.CountAsync()), StringComparison.Ordinal);
        Assert.Contains("last statement", await AgainAsync(pass => pass.Db.Database.ExecuteSqlAsync($"select 1")), StringComparison.Ordinal);
        Assert.Equal(0, await ReadAsync(acme, pass => pass.Db.Products.CountAsync())); // the context of a later call knows nothing of it
    }

    [Fact]
    public async Task A_last_statement_that_fails_ends_nothing_by_itself_and_leaves_a_connection_that_works()
    {
        var acme = await house.OrganizationAsync();

        for (var i = 0; i < 25; i++) // more than there are connections
            await Assert.ThrowsAsync<PostgresException>(() => ReadAsync(acme, pass => pass.Last.Database.SqlQuery<int>($"select 1 / 0 as \"Value\"").SingleAsync()));

        Assert.Equal(0, await ReadAsync(acme, pass => pass.Last.Products.CountAsync()));
    }

    [Fact]
    public async Task One_that_asked_for_it_and_sent_nothing_is_committed_as_ever()
    {
        var acme = await house.OrganizationAsync();
        var key = await acme.KeyAsync("products:read");

        Assert.NotNull(await ReadAsync(key, pass => Task.FromResult(pass.Last.Products.ToQueryString())));

        Assert.True(await house.ScalarAsync<bool>("select last_used_at is not null from api_keys where id = $1", key.KeyId.Value)); // what the door noted
    }

    [Fact]
    public async Task An_operation_has_no_last_statement()
    {
        var acme = await house.OrganizationAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.ChangeAsync(acme.Owner, pass => pass.Last.Products.CountAsync()));
    }

    Task<T> ReadAsync<T>(TestOrganization organization, Func<Pass, Task<T>> body) => ReadAsync(organization.Owner, body);

    async Task<T> ReadAsync<T>(TestActor reader, Func<Pass, Task<T>> body) => (await house.ReadAsync(reader, body)).Value;
}
