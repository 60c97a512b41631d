using Npgsql;

namespace App.Platform.Database;

/// <summary>
/// Checks what the database says about the roles with which the process serves. A connection string only names a role; an
/// administrator can have given it rights that switch row level security off.
/// </summary>
public static class DatabaseRoles
{
    /// <summary>
    /// Returns what is wrong with the roles; empty if they are as roles.sql creates them, or if the database is unavailable.
    /// </summary>
    public static Task<IReadOnlyList<string>> FaultsAsync(IServiceProvider services, CancellationToken ct) =>
        FaultsAsync(services.GetRequiredService<AppDatabase>(), services.GetRequiredService<OpsDatabase>(), ct);

    internal static async Task<IReadOnlyList<string>> FaultsAsync(AppDatabase app, OpsDatabase ops, CancellationToken ct)
    {
        try
        {
            string?[] faults =
            [
                await FaultAsync(app.Source, "App", mayBypass: false, ct),
                await FaultAsync(ops.Source, "Ops", mayBypass: true, ct),
            ];
            return [.. faults.OfType<string>()];
        }
        catch (NpgsqlException failure) when (TransientFailure.Is(failure))
        {
            return [];
        }
    }

    static async Task<string?> FaultAsync(NpgsqlDataSource source, string name, bool mayBypass, CancellationToken ct)
    {
        await using var ask = source.Command("""
            select r.rolname::text, r.rolsuper, r.rolbypassrls, r.rolcreaterole,
                exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relowner = r.oid and n.nspname in ('public', 'platform', 'hangfire')),
                exists (select from pg_roles o where o.rolname = 'stockade_owner' and o.oid <> r.oid
                    and pg_has_role(r.oid, o.oid, 'member'))
            from pg_roles r where r.rolname = current_user
            """);
        await using var row = await ask.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        string?[] powers =
        [
            row.GetBoolean(1) ? "is a superuser" : null,
            row.GetBoolean(2) && !mayBypass ? "has BYPASSRLS" : null,
            row.GetBoolean(3) ? "can create roles" : null,
            row.GetBoolean(4) ? "owns tables" : null,
            row.GetBoolean(5) ? "is a member of stockade_owner" : null,
        ];
        var found = powers.OfType<string>().ToList();
        return found.Count == 0
            ? null
            : $"ConnectionStrings__{name} connects as {row.GetString(0)}, which {string.Join(" and ", found)}: it could read and "
                + $"change every organization's rows. Connect as stockade_{name.ToLowerInvariant()}, with the rights that "
                + "roles.sql gives it.";
    }
}
