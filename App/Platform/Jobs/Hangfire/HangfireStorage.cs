using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.Storage;
using Npgsql;

namespace App.Platform;

/// <summary>
/// Hangfire's tables: how they are installed and reached. They stand in the schema <c>hangfire</c>, on which only stockade_ops
/// has rights. Hangfire has a connection pool of its own, because each of its workers holds a connection while it waits or works.
/// </summary>
public static class HangfireStorage
{
    public const string Schema = "hangfire";

    /// <summary>How long Hangfire keeps jobs that succeeded or were discarded.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>
    /// Fourteen are in use when nothing is due: workers, and the processes beside them. The rest is for busy times and Backstage.
    /// </summary>
    const int Connections = 18;

    static HangfireStorage() => GlobalConfiguration.Configuration
        .SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();

    /// <summary>The storage as stockade_ops. Nothing connects until it is used.</summary>
    /// <param name="configuration">Names the connection, and <c>Jobs:InvisibilitySeconds</c>.</param>
    public static PostgreSqlStorage Create(IConfiguration configuration)
    {
        var lost = TimeSpan.FromSeconds(configuration.GetValue("Jobs:InvisibilitySeconds", 30));
        var source = NpgsqlDataSource.Create(Databases.Tune(configuration, "Ops", Connections));
        return new PostgreSqlStorage(new ConnectionFactory(source), new PostgreSqlStorageOptions
        {
            SchemaName = Schema,
            PrepareSchemaIfNecessary = false,
            EnableLongPolling = true, // LISTEN: a committed job starts at once
            QueuePollInterval = TimeSpan.FromSeconds(15), // finds what a lost notification did not announce
            InvisibilityTimeout = lost,
            UseSlidingInvisibilityTimeout = true,
            // Locks are rows, and a killed process leaves its own. With the default of ten minutes one kill stopped all retries so long.
            DistributedLockTimeout = lost,
            UseNativeDatabaseTransactions = true,
            EnableTransactionScopeEnlistment = false,
        })
        { JobExpirationTimeout = Kept };
    }

    sealed class ConnectionFactory(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }

    /// <summary>
    /// Installs or updates the tables as the owner. It may be run again at any time, but not inside a transaction.
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

    /// <summary>The functions of jobs.sql, which write what Hangfire's own client would write.</summary>
    public static string Functions => Protection.Resource("jobs.sql")
        .Replace("{queues}", $"{{{string.Join(',', JobQueues.Workers.Keys)}}}", StringComparison.Ordinal)
        .Replace("{kept}", Kept.TotalSeconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{invocation}", Invocation, StringComparison.Ordinal);

    /// <summary>What every job calls, in Hangfire's JSON, without arguments.</summary>
    static string Invocation
    {
        get
        {
            var data = InvocationData.SerializeJob(JobOf(new JobKind("", JobQueues.Maintenance), null, Guid.Empty));
            return SerializationHelper.Serialize(new InvocationData(data.Type, data.Method, data.ParameterTypes, null, null));
        }
    }

    /// <summary>A call of <see cref="JobHost.RunAsync"/> as Hangfire's own client takes it.</summary>
    internal static Job JobOf(JobKind kind, Guid? organizationId, Guid subject) =>
        Job.FromExpression<JobHost>(host => host.RunAsync(kind.Name, organizationId, subject, null, CancellationToken.None), kind.Queue);
}
