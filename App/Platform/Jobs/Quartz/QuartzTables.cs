using Npgsql;
using Quartz;

namespace App.Platform;

/// <summary>Quartz's own tables, from the script that its package carries. Only the loops' role may touch them.</summary>
static class QuartzTables
{
    public const string Prefix = "platform.qrtz_";

    /// <summary>As the owner; may be run again at any time.</summary>
    public static async Task MigrateAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        using var stream = typeof(IJob).Assembly.GetManifestResourceStream("Quartz.Impl.AdoJobStore.Schema.create_postgres.sql")
            ?? throw new InvalidOperationException("The Quartz package carries no script for PostgreSQL any more.");
        using var reader = new StreamReader(stream);
        var script = (await reader.ReadToEndAsync(ct)).Replace("{0}", Prefix, StringComparison.Ordinal).Replace("{1}", "qrtz_", StringComparison.Ordinal);
        await using var create = transaction.Command(script);
        await create.ExecuteNonQueryAsync(ct);
        await using var grant = transaction.Command("""
            do $$ declare name text; begin
                for name in select tablename from pg_tables where schemaname = 'platform' and tablename like 'qrtz\_%' loop
                    execute format('revoke all on platform.%I from public, stockade_app', name);
                    execute format('grant select, insert, update, delete on platform.%I to stockade_ops', name);
                end loop;
            end $$
            """);
        await grant.ExecuteNonQueryAsync(ct);
    }
}
