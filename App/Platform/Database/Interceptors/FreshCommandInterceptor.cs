using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace App.Platform.Database;

/// <summary>
/// Gives each statement of EF a new command. Npgsql reuses a connection's last command for the next statement. If the connection
/// broke while that command was preparing a statement, the command stays in its preparing state, and the first statement after
/// the outage fails with a NullReferenceException although its connection is good (Npgsql 10.0.3,
/// <c>NpgsqlDataReader.NextResult</c>).
/// </summary>
sealed class FreshCommandInterceptor : DbCommandInterceptor
{
    public static readonly FreshCommandInterceptor Instance = new();

    public override InterceptionResult<DbCommand> CommandCreating(
        CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        InterceptionResult<DbCommand>.SuppressWithResult(
            new NpgsqlCommand { Connection = (NpgsqlConnection)eventData.Connection! });
}
