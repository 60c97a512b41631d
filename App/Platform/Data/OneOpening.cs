using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace App.Platform;

/// <summary>
/// A call has one connection, from its transaction's begin to its end. EF opens another where it finds the first one closed, and runs what
/// is left of the call there, outside of any transaction. Npgsql closes one without a word when time runs out while it reads what is left
/// of an answer.
/// </summary>
sealed class OneOpening : DbConnectionInterceptor
{
    public static readonly OneOpening Instance = new();

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        eventData.Context is AppDb db && !db.MayOpen() ? throw new NpgsqlException("The connection was lost in the middle of the call's transaction.") : new(result);
}
