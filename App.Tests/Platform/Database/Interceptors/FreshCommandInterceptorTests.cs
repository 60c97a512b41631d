using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Tests.Platform;

public sealed class FreshCommandInterceptorTests(TestHost host)
{
    [Fact]
    public async Task A_statement_works_after_the_connection_broke_during_a_prepare()
    {
        await using var source = NpgsqlDataSource.Create(DatabaseSetup.Tune(host.Configuration, "App", pool: 2));
        await using var db = new AppDb(DatabaseSetup.Options(source));

        await BreakAsync(db);

        Assert.Equal("after", await db.Database.SqlQuery<string>($"select 'after' as \"Value\"").SingleAsync());
    }

    /// <summary>
    /// The driver bug that <see cref="FreshCommandInterceptor"/> works around. When this test fails, the driver is fixed and the
    /// interceptor can be removed.
    /// </summary>
    [Fact]
    public async Task Without_the_interceptor_the_statement_after_a_broken_prepare_fails()
    {
        await using var source = NpgsqlDataSource.Create(DatabaseSetup.Tune(host.Configuration, "App", pool: 2));
        await using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(source).Options);

        await BreakAsync(db);

        await Assert.ThrowsAsync<NullReferenceException>(
            () => db.Database.SqlQuery<string>($"select 'after' as \"Value\"").SingleAsync());
    }

    /// <summary>Breaks the connection just before Npgsql prepares the statement, which it does at the fifth execution.</summary>
    async Task BreakAsync(AppDb db)
    {
        await db.Database.OpenConnectionAsync();
        for (var time = 1; time <= 4; time++)
            await db.Database.ExecuteSqlAsync($"select 1");
        // Returns once the backend has exited.
        Assert.True(await host.ScalarAsync<bool>(
            "select pg_terminate_backend($1, 10000)", ((NpgsqlConnection)db.Database.GetDbConnection()).ProcessID));
        Assert.True(TransientFailure.Is(await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlAsync($"select 1"))));
        await db.Database.CloseConnectionAsync();
    }
}
