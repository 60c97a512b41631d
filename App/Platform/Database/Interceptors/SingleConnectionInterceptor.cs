using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace App.Platform.Database;

/// <summary>
/// Limits a call to one connection from the beginning to the end of its transaction. If EF finds the connection closed, it opens
/// another and runs the rest of the call there, outside of any transaction. Npgsql closes a connection silently when it times out
/// while reading the rest of a result.
/// </summary>
sealed class SingleConnectionInterceptor : DbConnectionInterceptor
{
    public static readonly SingleConnectionInterceptor Instance = new();

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDb db && !db.MayOpenConnection())
            throw new NpgsqlException("The connection was lost during the call's transaction.");
        return new(result);
    }
}
