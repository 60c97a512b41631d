using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace App.Platform;

/// <summary>
/// Gives each statement of EF a command of its own. Npgsql keeps a connection's last command for the next statement, and one whose
/// connection broke while it sent a statement to be prepared goes on saying that it prepares: the first statement after the outage, over
/// a good connection, then fails with a NullReferenceException (Npgsql 10.0.3, <c>NpgsqlDataReader.NextResult</c>).
/// </summary>
sealed class OwnCommand : DbCommandInterceptor
{
    public static readonly OwnCommand Instance = new();

    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        InterceptionResult<DbCommand>.SuppressWithResult(new NpgsqlCommand { Connection = (NpgsqlConnection)eventData.Connection! });
}
