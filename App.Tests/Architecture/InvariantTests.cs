
namespace App.Tests.Architecture;

/// <summary>
/// The invariants of all features hold, and build/check.sql consists of them. With STOCKADE_APPROVE=1 the file is regenerated.
/// </summary>
public sealed class InvariantTests(LoopHost loops) : IClassFixture<LoopHost>
{
    const string Introduction = """
        -- Consistency check: prints 0 if nothing was lost or duplicated, else the number of rows that break a rule. Run it as a
        -- role that sees every organization:
        --   psql "$(jq -r .database.ops .data/demo.json)" -Atf build/check.sql
        -- Generated from the `Invariants` of the features' modules. A test keeps them in sync.

        """;

    static string Check => Invariant.CheckOf(Features.All.SelectMany(feature => feature.Invariants));

    [Fact]
    public void The_script_matches_the_invariants()
    {
        var path = Path.Combine(Sources.Root, "build", "check.sql");
        if (Environment.GetEnvironmentVariable("STOCKADE_APPROVE") == "1")
            File.WriteAllText(path, Introduction + Check);

        Assert.Equal(Introduction + Check, File.ReadAllText(path));
    }

    [Fact]
    public async Task The_invariants_hold_and_each_breach_is_found()
    {
        await loops.Host.WithEverythingAsync("Acme", "ACME");
        string[] breaches =
        [
            "update stock_levels set on_hand = on_hand + 1",
            "update orders set total_amount = total_amount + 1",
            "update orders set owed_amount = owed_amount - 1",
            "update orders set number = number + 7",
            "delete from outbox_messages where type = 'order.placed'",
        ];

        Assert.Equal(0, await CountAsync("select 1"));
        foreach (var breach in breaches)
            Assert.NotEqual(0, await CountAsync(breach));
    }

    /// <summary>Counts the breaches after a statement, which is rolled back.</summary>
    async Task<long> CountAsync(string statement)
    {
        await using var connection = await loops.Host.Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var change = new Npgsql.NpgsqlCommand(statement, connection, transaction);
        await change.ExecuteNonQueryAsync();
        await using var check = new Npgsql.NpgsqlCommand(Check, connection, transaction);
        return (long)(await check.ExecuteScalarAsync())!;
    }
}
