using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.Storage;
using Npgsql;

namespace App.Platform.Jobs;

/// <summary>
/// Installs Hangfire's tables and connects to them. They are in the schema <c>hangfire</c>, on which only stockade_ops has
/// rights. Hangfire has its own connection pool, because each of its workers holds a connection while it waits or works.
/// </summary>
public static class HangfireStorage
{
    public const string Schema = "hangfire";

    /// <summary>
    /// Limits Hangfire's connections. Its workers and other processes use 14 when nothing is due; the rest is for peaks and
    /// Backstage.
    /// </summary>
    const int Connections = 18;

    static HangfireStorage() => GlobalConfiguration.Configuration
        .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
        .UseSimpleAssemblyNameTypeSerializer()
        .UseRecommendedSerializerSettings();

    /// <summary>Creates the storage, which connects as stockade_ops on first use.</summary>
    /// <param name="configuration">Contains the connection string and <c>Jobs:InvisibilitySeconds</c>.</param>
    public static PostgreSqlStorage Create(IConfiguration configuration)
    {
        var invisibility = TimeSpan.FromSeconds(configuration.GetValue("Jobs:InvisibilitySeconds", 30));
        var source = NpgsqlDataSource.Create(DatabaseSetup.Tune(configuration, "Ops", Connections));
        return new PostgreSqlStorage(new ConnectionFactory(source), new PostgreSqlStorageOptions
        {
            SchemaName = Schema,
            PrepareSchemaIfNecessary = false,
            EnableLongPolling = true, // LISTEN: a committed job starts immediately
            QueuePollInterval = TimeSpan.FromSeconds(15), // finds jobs whose notification was lost
            InvisibilityTimeout = invisibility,
            UseSlidingInvisibilityTimeout = true,
            // Locks are rows, and a killed process leaves its rows behind. With the default of ten minutes, one kill stopped all
            // retries for ten minutes.
            DistributedLockTimeout = invisibility,
            UseNativeDatabaseTransactions = true,
            EnableTransactionScopeEnlistment = false,
        })
        { JobExpirationTimeout = JobQueue.Kept };
    }

    sealed class ConnectionFactory(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }

    /// <summary>
    /// Installs or updates the tables as the owner. It can run again at any time, but not inside a transaction.
    /// </summary>
    public static async Task InstallAsync(NpgsqlConnection owner, CancellationToken ct)
    {
        PostgreSqlObjectsInstaller.Install(owner, Schema);
        await using var grant = new NpgsqlCommand($"""
            revoke all on schema {Schema} from public, stockade_app;
            revoke all on all tables in schema {Schema} from public, stockade_app;
            grant usage on schema {Schema} to stockade_ops;
            grant select, insert, update, delete on all tables in schema {Schema} to stockade_ops;
            grant usage, select on all sequences in schema {Schema} to stockade_ops;
            """, owner);
        await grant.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Gets the functions of jobs.sql, which write the same rows as Hangfire's own client.</summary>
    public static string Functions => RowLevelSecurity.Resource("Platform.jobs.sql")
        .Replace("{queues}", $"{{{string.Join(',', JobQueues.Workers.Keys)}}}", StringComparison.Ordinal)
        .Replace("{kept}", JobQueue.Kept.TotalSeconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{placed}", PendingJob.Placed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{waiting}", PendingJob.Waiting.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{invocation}", Invocation, StringComparison.Ordinal);

    /// <summary>Gets the method call of every job in Hangfire's JSON, without arguments.</summary>
    static string Invocation
    {
        get
        {
            var data = InvocationData.SerializeJob(JobOf(new JobKind("", JobQueues.Maintenance), null, Guid.Empty));
            return SerializationHelper.Serialize(new InvocationData(data.Type, data.Method, data.ParameterTypes, null, null));
        }
    }

    /// <summary>Returns a call of <see cref="JobHost.RunAsync"/> in the form that Hangfire's own client accepts.</summary>
    internal static Job JobOf(JobKind kind, Guid? organizationId, Guid subject) =>
        Job.FromExpression<JobHost>(
            host => host.RunAsync(kind.Name, organizationId, subject, null, CancellationToken.None), kind.Queue);
}
