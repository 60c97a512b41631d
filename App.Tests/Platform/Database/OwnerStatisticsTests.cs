using System.Text.Json;
using Npgsql;

namespace App.Tests.Platform;

/// <summary>PostgreSQL knows that a warehouse belongs to one organization, so it estimates how many rows it has.</summary>
public sealed class OwnerStatisticsTests(TestHost host)
{
    const int Organizations = 20, Levels = 100;

    [Fact]
    public async Task The_stock_levels_of_a_warehouse_are_estimated_within_a_factor_of_two() =>
        Assert.InRange(await EstimateAsync(withStatistics: true), Levels / 2, Levels * 2);

    [Fact]
    public async Task Without_statistics_the_estimate_is_too_small() =>
        Assert.InRange(await EstimateAsync(withStatistics: false), 0, Levels / 4);

    /// <summary>Returns how many levels PostgreSQL expects. Everything is rolled back, the statistics included.</summary>
    async Task<int> EstimateAsync(bool withStatistics)
    {
        await using var connection = await host.Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync($"""
            set local session_replication_role = replica;
            create temp table levels (like stock_levels including statistics) on commit drop;
            insert into levels (organization_id, variant_id, warehouse_id, id, on_hand, reserved, updated_at, changed_in)
            select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(),
                ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(), 1, 0, now(), '1'
            from generate_series(1, {Organizations}) n, generate_series(1, {Levels});
            """);
        if (!withStatistics)
            await RunAsync("drop statistics pg_temp.levels_organization_id_warehouse_id_stat");
        await RunAsync("analyze levels");
        await using var explain = new NpgsqlCommand("""
            explain (format json) select from levels
            where organization_id = '00000000-0000-7000-8000-000000000001'
                and warehouse_id = '00000000-0000-7000-9000-000000000001'
            """, connection, transaction);
        using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync())!);
        return plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetInt32();

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync();
        }
    }
}
