using Npgsql;

namespace App.Platform.Database;

/// <summary>Creates commands of plain SQL for background work, with $1, $2 … as parameters.</summary>
public static class Sql
{
    public static NpgsqlCommand Command(this NpgsqlDataSource source, string sql, params IEnumerable<object> values) =>
        source.CreateCommand(sql).With(values);

    public static NpgsqlCommand Command(this NpgsqlTransaction transaction, string sql, params IEnumerable<object> values) =>
        new NpgsqlCommand(sql, transaction.Connection, transaction).With(values);

    public static NpgsqlBatchCommand BatchCommand(string sql, params IEnumerable<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    static NpgsqlCommand With(this NpgsqlCommand command, IEnumerable<object> values)
    {
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
