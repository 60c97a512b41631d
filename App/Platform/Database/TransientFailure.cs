using System.Net.Sockets;
using Npgsql;

namespace App.Platform.Database;

/// <summary>
/// Distinguishes failures that a retry may solve (the database is down, starting, stopping or out of resources) from bugs.
/// </summary>
public static class TransientFailure
{
    public static bool Is(Exception failure) => failure switch
    {
        PostgresException error => IsTransient(error.SqlState),
        OperationCanceledException { InnerException: PostgresException } => false, // canceled by the caller
        NpgsqlException or TimeoutException or SocketException => true,
        _ => failure.InnerException is { } inner && Is(inner),
    };

    /// <summary>
    /// Returns true for the error classes connection, resources, operator and system:
    /// https://www.postgresql.org/docs/current/errcodes-appendix.html
    /// </summary>
    static bool IsTransient(string sqlstate) => sqlstate[..2] is "08" or "53" or "57" or "58";
}
