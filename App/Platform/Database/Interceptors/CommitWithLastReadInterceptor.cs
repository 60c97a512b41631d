using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace App.Platform.Database;

/// <summary>
/// Sends the commit together with a query's last statement (<see cref="OperationContext.FinalRead"/>). A simple read would take
/// three round trips, and the third would only end the transaction. Npgsql sends both in one message sequence; if the statement
/// fails, PostgreSQL skips the commit.
/// </summary>
sealed class CommitWithLastReadInterceptor : DbCommandInterceptor
{
    public static readonly CommitWithLastReadInterceptor Instance = new();

    public override InterceptionResult<DbCommand> CommandCreating(
        CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result)
    {
        (eventData.Context as AppDb)?.ThrowIfCommitted();
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDb db && db.TakeCommit())
            command.CommandText += ";\ncommit";
        return new(result);
    }
}
