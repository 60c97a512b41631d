using App.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Tests.Platform;

public sealed class OwnCommandTests(TestHouse house)
{
    [Fact]
    public async Task A_statement_after_an_outage_works_though_the_connection_broke_as_another_was_to_be_prepared()
    {
        await using var source = NpgsqlDataSource.Create(Databases.Tune(house.Configuration, "App", pool: 2));
        await using var db = new AppDb(Databases.Options(source));

        await BreakAsync(db);

        Assert.Equal("after", await db.Database.SqlQuery<string>($"select 'after' as \"Value\"").SingleAsync());
    }

    /// <summary>The fault that <see cref="OwnCommand"/> stands against. Once this does not fail any more, the driver is mended, and it can go.</summary>
    [Fact]
    public async Task Which_it_does_not_with_the_command_that_the_driver_keeps()
    {
        await using var source = NpgsqlDataSource.Create(Databases.Tune(house.Configuration, "App", pool: 2));
        await using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(source).Options);

        await BreakAsync(db);

        await Assert.ThrowsAsync<NullReferenceException>(() => db.Database.SqlQuery<string>($"select 'after' as \"Value\"").SingleAsync());
    }

    /// <summary>The fifth time that a connection sees a statement, Npgsql prepares it, if the server is there.</summary>
    async Task BreakAsync(AppDb db)
    {
        await db.Database.OpenConnectionAsync();
        for (var time = 1; time <= 4; time++)
            await db.Database.ExecuteSqlAsync($"select 1");
        Assert.True(await house.ScalarAsync<bool>("select pg_terminate_backend($1, 10000)", ((NpgsqlConnection)db.Database.GetDbConnection()).ProcessID)); // once it is gone
        Assert.True(Outage.Is(await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlAsync($"select 1"))));
        await db.Database.CloseConnectionAsync();
    }
}
