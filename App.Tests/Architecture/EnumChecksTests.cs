using System.Text.RegularExpressions;
using Npgsql;

namespace App.Tests.Architecture;

/// <summary>The database accepts exactly the values of the enum in every column that stores one, such as a status.</summary>
public sealed partial class EnumChecksTests(TestHost host)
{
    const string Definition = "select pg_get_constraintdef(oid) from pg_constraint where conname = $1 and contype = 'c'";

    [Fact]
    public async Task Every_enum_column_has_a_check_with_exactly_the_values_of_the_enum()
    {
        using var db = host.Behind(Guid.Empty);
        await using var connection = await host.Admin.OpenConnectionAsync();
        var columns = db.Model.GetEntityTypes()
            .SelectMany(entity => EnumChecks.Columns(entity).Select(one => (EnumChecks.NameOf(entity, one.Column), one.Enum)))
            .ToList();

        Assert.Contains(("ck_orders_status", typeof(App.Orders.OrderStatus)), columns);
        foreach (var (check, type) in columns)
            Assert.Equal((check, ""), (check, await FaultAsync(connection, check, type)));
    }

    [Theory]
    [InlineData("status text", false)]
    [InlineData("status text constraint ck_planted_status check (status in ('Placed', 'Fulfilled', 'Canceled'))", false)]
    [InlineData("status text constraint ck_planted_status check "
        + "(status in ('Placed', 'PartiallyFulfilled', 'Fulfilled', 'Canceled', 'Lost'))", false)]
    [InlineData("status text constraint ck_planted_status check "
        + "(status in ('Placed', 'PartiallyFulfilled', 'Fulfilled', 'Canceled'))", true)]
    public async Task A_missing_or_different_check_is_found(string column, bool correct)
    {
        await using var connection = await host.Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(); // never committed
        await using var create = new NpgsqlCommand($"create temp table planted ({column})", connection, transaction);
        await create.ExecuteNonQueryAsync();

        Assert.Equal(correct, await FaultAsync(connection, "ck_planted_status", typeof(App.Orders.OrderStatus)) == "");
    }

    [Fact]
    public async Task The_database_refuses_a_status_that_the_enum_does_not_have()
    {
        var acme = await host.OrganizationAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.ScalarAsync<Guid>(
            "update members set status = 'Banned' where organization_id = $1 returning id", acme.Id));

        Assert.Equal("ck_members_status", refused.ConstraintName);
    }

    /// <summary>Columns with such a name that store something else.</summary>
    static readonly string[] OtherState = ["PasskeyCeremony.State"]; // what the browser must return, not a status

    [Fact]
    public void Columns_named_status_or_state_store_an_enum()
    {
        using var db = host.Behind(Guid.Empty);
        var others = db.Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties())
            .Where(property => property.Name is "Status" or "State" && !property.ClrType.IsEnum)
            .Select(property => $"{property.DeclaringType.DisplayName()}.{property.Name}");

        Assert.Equal(OtherState, others);
    }

    [Fact]
    public void Plain_SQL_compares_statuses_only_with_values_of_their_enums()
    {
        var files = Sources.Read(["App", "build"], ".cs", ".sql")
            .Where(file => file.Path != "App/Platform/Jobs/jobs.sql"); // it uses Hangfire's own names of states

        Assert.Empty(files.SelectMany(file => Unknown(file.Text).Select(value => $"{file.Path}: {value}")));
    }

    [Theory]
    [InlineData("select id from orders where status = 'Shipped'", "Shipped")]
    [InlineData("select id from orders o where o.status in ('Placed', 'Lost')", "Lost")]
    [InlineData("update platform.emails set state = 'Gone' where id = $1", "Gone")]
    [InlineData("select id from members where role = 'Boss' and status = 'Active'", "Boss")]
    public void A_status_that_no_enum_has_is_found(string sql, string value) => Assert.Equal([value], Unknown(sql));

    /// <summary>Values that no enum has which is stored in a column of the name they are compared with.</summary>
    List<string> Unknown(string text)
    {
        using var db = host.Behind(Guid.Empty);
        var known = db.Model.GetEntityTypes().SelectMany(EnumChecks.Columns)
            .SelectMany(one => Enum.GetNames(one.Enum).Select(name => (one.Column, name))).ToHashSet();
        return [.. Compared().Matches(text)
            .SelectMany(match => Value().Matches(match.Groups[2].Value).Select(value => (
                Column: match.Groups[1].Value, Name: value.Groups[1].Value)))
            .Where(compared => !known.Contains(compared)).Select(compared => compared.Name)];
    }

    /// <summary>The difference between a check and its enum; empty if there is none.</summary>
    static async Task<string> FaultAsync(NpgsqlConnection connection, string check, Type type)
    {
        await using var read = new NpgsqlCommand(Definition, connection) { Parameters = { new() { Value = check } } };
        if (await read.ExecuteScalarAsync() is not string definition)
            return "missing";
        var values = Value().Matches(definition).Select(match => match.Groups[1].Value).Order();
        return values.SequenceEqual(Enum.GetNames(type).Order()) ? "" : definition;
    }

    /// <summary>A column that stores an enum, and the literals that it is compared with or set to.</summary>
    [GeneratedRegex(@"\b(status|state|role|outcome)(?:::text)? (?:=|<>|in) \(?('[A-Za-z]+'(?:, '[A-Za-z]+')*)")]
    private static partial Regex Compared();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Value();
}
