using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace App.Platform;

/// <summary>
/// Sends the commit along with a query's last statement (<see cref="Pass.Last"/>): of the three round trips that a simple read takes, the
/// third only ended the transaction. Npgsql sends both in one message sequence; when the statement fails, PostgreSQL skips the commit.
/// </summary>
sealed class LastStatement : DbCommandInterceptor
{
    public static readonly LastStatement Instance = new();

    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result)
    {
        (eventData.Context as AppDb)?.Stays();
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDb db && db.Leaves())
            command.CommandText += ";\ncommit";
        return new(result);
    }
}
