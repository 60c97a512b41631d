using App.Catalog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Tests.Platform;

public sealed class CommitWithLastReadInterceptorTests(TestHost host)
{
    [Fact]
    public async Task A_querys_final_read_also_commits_the_transaction()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();

        async Task<string> OrganizationAfterAsync(Func<OperationContext, AppDb> choose) => await ReadAsync(acme, async context =>
        {
            Assert.Equal(tea.Name, await choose(context).Products.Where(product => product.Id == tea.Id)
                .Select(product => product.Name).SingleAsync());
            // A setting of the transaction is gone once it has ended. This bypasses EF, which would refuse.
            await using var setting = new NpgsqlCommand("select coalesce(current_setting('app.organization_id', true), '')",
                (NpgsqlConnection)context.Db.Database.GetDbConnection());
            return (string)(await setting.ExecuteScalarAsync())!;
        });

        Assert.Equal(acme.Id.ToString(), await OrganizationAfterAsync(context => context.Db));
        Assert.Equal("", await OrganizationAfterAsync(context => context.FinalRead()));
    }

    [Fact]
    public async Task The_key_usage_recorded_during_authentication_is_committed_by_the_final_read()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        var key = await acme.KeyAsync("products:read");

        Assert.True((await key.Get<GetProduct>().ExecuteAsync(new(tea.Id))).Succeeded);

        Assert.True(await host.ScalarAsync<bool>("select last_used_at is not null from api_keys where id = $1", key.KeyId.Value));
    }

    [Fact]
    public async Task Any_statement_after_the_final_read_throws()
    {
        var acme = await host.OrganizationAsync();

        async Task<string> AgainAsync(Func<OperationContext, Task> then) =>
            (await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(acme, async context =>
        {
            await context.FinalRead().Products.CountAsync();
            await then(context);
            return "";
        }))).Message;

        Assert.Contains(
            "last statement", await AgainAsync(context => context.Db.Products.CountAsync()), StringComparison.Ordinal);
        Assert.Contains(
            "last statement", await AgainAsync(context => context.FinalRead().Products.CountAsync()), StringComparison.Ordinal);
        Assert.Contains("last statement", await AgainAsync(context => context.Db.Database.ExecuteSqlAsync($"select 1")),
            StringComparison.Ordinal);
        Assert.Equal(0, await ReadAsync(acme, context => context.Db.Products.CountAsync())); // a later call is not affected
    }

    [Fact]
    public async Task A_failing_final_read_leaves_a_usable_connection_in_the_pool()
    {
        var acme = await host.OrganizationAsync();

        for (var i = 0; i < 25; i++) // more often than the pool has connections
            await Assert.ThrowsAsync<PostgresException>(() => ReadAsync(
                acme, context => context.FinalRead().Database.SqlQuery<int>($"select 1 / 0 as \"Value\"").SingleAsync()));

        Assert.Equal(0, await ReadAsync(acme, context => context.FinalRead().Products.CountAsync()));
    }

    [Fact]
    public async Task A_query_that_asks_for_a_final_read_but_sends_none_is_still_committed()
    {
        var acme = await host.OrganizationAsync();
        var key = await acme.KeyAsync("products:read");

        Assert.NotNull(await ReadAsync(key, context => Task.FromResult(context.FinalRead().Products.ToQueryString())));

        // Recorded during authentication.
        Assert.True(await host.ScalarAsync<bool>("select last_used_at is not null from api_keys where id = $1", key.KeyId.Value));
    }

    [Fact]
    public async Task An_operation_has_no_final_read()
    {
        var acme = await host.OrganizationAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.ChangeAsync(acme.Owner, context => context.FinalRead().Products.CountAsync()));
    }

    Task<T> ReadAsync<T>(TestOrganization organization, Func<OperationContext, Task<T>> body) =>
        ReadAsync(organization.Owner, body);

    async Task<T> ReadAsync<T>(TestActor reader, Func<OperationContext, Task<T>> body) =>
        (await host.ReadAsync(reader, body)).Value;
}
