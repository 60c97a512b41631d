using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace App.Platform;

/// <summary>The serving role's connections: under row level security, owner of nothing.</summary>
public sealed class AppDatabase(NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlDataSource Source => source;
    public ValueTask DisposeAsync() => source.DisposeAsync();
}

/// <summary>BYPASSRLS connections, for the named loops that serve all organizations (relay, deliveries, jobs). Never for requests.</summary>
public sealed class OpsDatabase(NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlDataSource Source => source;
    public ValueTask DisposeAsync() => source.DisposeAsync();
}

/// <summary>The three connections and what we insist on in each.</summary>
public static class Databases
{
    public static void AddDatabases(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => new AppDatabase(NpgsqlDataSource.Create(TuneForServing(configuration, "App", pool: 20))));
        services.AddSingleton(_ => new OpsDatabase(NpgsqlDataSource.Create(TuneForServing(configuration, "Ops", pool: 8))));
        services.AddSingleton(provider => new PooledDbContextFactory<AppDb>(Options(provider.GetRequiredService<AppDatabase>().Source), poolSize: 32));
    }

    public static DbContextOptions<AppDb> Options(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder<AppDb>().UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable("migrations", "platform"))
            .AddInterceptors(OneOpening.Instance, OwnCommand.Instance, LastStatement.Instance).Options;

    /// <summary>A dead database must be told within seconds, and hot statements are planned once.</summary>
    public static string Tune(IConfiguration configuration, string name, int pool)
    {
        var given = configuration.GetConnectionString(name) ?? throw new InvalidOperationException($"ConnectionStrings__{name} is missing.");
        var tuned = new NpgsqlConnectionStringBuilder(given) { Timeout = 2, CommandTimeout = 15, MaxAutoPrepare = 200, ApplicationName = $"stockade-{name.ToLowerInvariant()}" };
        if (!given.Contains("Pool Size", StringComparison.OrdinalIgnoreCase))
            tuned.MaxPoolSize = pool;
        if (!given.Contains("Gss", StringComparison.OrdinalIgnoreCase))
            tuned.GssEncryptionMode = GssEncryptionMode.Disable; // preferring it opens each connection that fails once more, to a database that is down
        return tuned.ConnectionString;
    }

    /// <summary>
    /// Connections that go from call to call as they are. Cleaning each up costs seven statements, and there is nothing to clean: what a call
    /// sets ends with its transaction, the organization first of all (a house test holds the code to that), and the loops set nothing.
    /// </summary>
    static string TuneForServing(IConfiguration configuration, string name, int pool) =>
        new NpgsqlConnectionStringBuilder(Tune(configuration, name, pool)) { NoResetOnClose = true }.ConnectionString;

    /// <summary>For LISTEN: a connection outside the pool that notices when the server is gone.</summary>
    public static string TuneForListening(IConfiguration configuration) =>
        new NpgsqlConnectionStringBuilder(Tune(configuration, "Ops", pool: 1)) { Pooling = false, KeepAlive = 10, MaxAutoPrepare = 0, ApplicationName = "stockade-listen" }.ConnectionString;
}
