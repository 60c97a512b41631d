using Npgsql;

namespace App.Tests.Platform;

public sealed class DatabaseRolesTests(TestHost host)
{
    async Task<IReadOnlyList<string>> FaultsAsync(string app, string ops)
    {
        await using var asApp = new AppDatabase(NpgsqlDataSource.Create(host.ConnectionOf(app)));
        await using var asOps = new OpsDatabase(NpgsqlDataSource.Create(host.ConnectionOf(ops)));
        return await DatabaseRoles.FaultsAsync(asApp, asOps, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_roles_of_the_installation_may_serve() => Assert.Empty(await FaultsAsync("APP", "OPS"));

    [Theory]
    [InlineData("ADMIN", "OPS", "is a superuser")]
    [InlineData("OWNER", "OPS", "owns tables")]
    [InlineData("OPS", "OPS", "has BYPASSRLS")]
    [InlineData("APP", "ADMIN", "is a superuser")]
    [InlineData("APP", "OWNER", "owns tables")]
    public async Task A_role_that_the_database_lets_do_more_is_refused_with_the_reason(string app, string ops, string reason) =>
        Assert.Contains(reason, Assert.Single(await FaultsAsync(app, ops)));

    [Theory]
    [InlineData("APP")]
    [InlineData("OPS")]
    public async Task Statements_are_not_compiled_before_they_run(string role)
    {
        await using var source = NpgsqlDataSource.Create(host.ConnectionOf(role));
        await using var show = source.CreateCommand("show jit");

        Assert.Equal("off", await show.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_unavailable_database_does_not_stop_the_start()
    {
        await using var app = new AppDatabase(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=stockade_app;Timeout=1"));
        await using var ops = new OpsDatabase(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=stockade_ops;Timeout=1"));

        Assert.Empty(await DatabaseRoles.FaultsAsync(app, ops, TestContext.Current.CancellationToken));
    }
}
