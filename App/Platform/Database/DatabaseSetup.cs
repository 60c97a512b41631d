using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace App.Platform.Database;

/// <summary>Connects as the role that serves requests. It is subject to row level security and owns nothing.</summary>
public sealed class AppDatabase(NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlDataSource Source => source;
    public ValueTask DisposeAsync() => source.DisposeAsync();
}

/// <summary>
/// Connects as the role with BYPASSRLS, for background loops that serve all organizations (relay, deliveries, jobs). It never
/// serves requests.
/// </summary>
public sealed class OpsDatabase(NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlDataSource Source => source;
    public ValueTask DisposeAsync() => source.DisposeAsync();
}

/// <summary>Registers the database connections and sets their connection options.</summary>
public static class DatabaseSetup
{
    public static void AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => new AppDatabase(NpgsqlDataSource.Create(TuneForServing(configuration, "App", pool: 20))));
        services.AddSingleton(_ => new OpsDatabase(NpgsqlDataSource.Create(TuneForServing(configuration, "Ops", pool: 8))));
        services.AddSingleton(provider =>
            new PooledDbContextFactory<AppDb>(Options(provider.GetRequiredService<AppDatabase>().Source), poolSize: 32));
    }

    public static DbContextOptions<AppDb> Options(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder<AppDb>()
            .UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable("migrations", "platform"))
            .AddInterceptors(
                SingleConnectionInterceptor.Instance, FreshCommandInterceptor.Instance, CommitWithLastReadInterceptor.Instance,
                StorableParametersInterceptor.Instance)
            .Options;

    /// <summary>
    /// Returns a connection string with time-outs short enough to report an unavailable database within seconds, unless it sets
    /// its own. Frequent statements are prepared, so they are planned once.
    /// </summary>
    public static string Tune(IConfiguration configuration, string name, int pool)
    {
        var given = configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"ConnectionStrings__{name} is missing.");
        var tuned = new NpgsqlConnectionStringBuilder(given)
        {
            CommandTimeout = 15,
            MaxAutoPrepare = 200,
            ApplicationName = $"stockade-{name.ToLowerInvariant()}",
        };
        if (!tuned.ShouldSerialize("Timeout")) // true if the given string sets it
            tuned.Timeout = 2;
        if (!given.Contains("Pool Size", StringComparison.OrdinalIgnoreCase))
            tuned.MaxPoolSize = pool;
        if (!given.Contains("Gss", StringComparison.OrdinalIgnoreCase))
            tuned.GssEncryptionMode = GssEncryptionMode.Disable; // otherwise Npgsql tries each failed connection a second time
        return tuned.ConnectionString;
    }

    /// <summary>
    /// Returns a connection string whose connections are not reset when they return to the pool. A reset costs seven statements,
    /// and there is nothing to reset: the settings of a call, such as its organization, end with its transaction (CodeStyleTests
    /// checks this), and background loops set nothing.
    /// </summary>
    static string TuneForServing(IConfiguration configuration, string name, int pool) =>
        new NpgsqlConnectionStringBuilder(Tune(configuration, name, pool)) { NoResetOnClose = true }.ConnectionString;

    /// <summary>
    /// Returns the connection string for LISTEN: outside the pool, with a keepalive that detects a lost server.
    /// </summary>
    public static string TuneForListening(IConfiguration configuration) =>
        new NpgsqlConnectionStringBuilder(Tune(configuration, "Ops", pool: 1))
        {
            Pooling = false,
            KeepAlive = 10,
            MaxAutoPrepare = 0,
            ApplicationName = "stockade-listen",
        }.ConnectionString;
}
