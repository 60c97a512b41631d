using System.Text.RegularExpressions;
using Npgsql;

namespace App.Tests.Architecture;

/// <summary>The benchmark inserts its data directly, so a new column that has no default must be added there.</summary>
public sealed partial class BenchDataTests(TestHost host)
{
    static readonly string Script = Read("organization.sql");

    [Fact]
    public Task The_data_of_the_benchmark_fits_the_tables() => InsertAsync(Script);

    [Fact]
    public async Task Data_without_a_required_column_is_refused()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => InsertAsync(
            Script.Replace("name, currency, time_zone, created_at)", "currency, time_zone, created_at)", StringComparison.Ordinal)
                .Replace("'Bench ' || $1, 'EUR'", "'EUR'", StringComparison.Ordinal)));

        Assert.Equal(PostgresErrorCodes.NotNullViolation, refused.SqlState);
    }

    /// <summary>Inserts an organization with two products, and rolls back.</summary>
    async Task InsertAsync(string script)
    {
        await using var connection = await host.Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var ids = new NpgsqlCommand(
            $"set local session_replication_role = replica; {IdFunction().Match(Read("Data.cs")).Value}", connection))
            await ids.ExecuteNonQueryAsync();
        await using var insert = new NpgsqlCommand(script, connection)
        {
            Parameters = { new() { Value = 4095 }, new() { Value = 2 }, new() { Value = 2 }, new() { Value = new byte[32] } },
        };
        insert.Parameters.Add(new() { Value = new[] { "products:read" } });
        await insert.ExecuteNonQueryAsync();
    }

    static string Read(string name) => File.ReadAllText(Path.Combine(Sources.Root, "bench", "Load", name));

    [GeneratedRegex(@"create or replace function pg_temp\.id\(.*?\$\$.*?\$\$", RegexOptions.Singleline)]
    private static partial Regex IdFunction();
}
