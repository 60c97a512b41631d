using System.Net.Sockets;
using Npgsql;

namespace App.Platform;

/// <summary>Tells a database that is gone, going, coming up or out of room, which is worth another try, from a bug of the call, which is not.</summary>
public static class Outage
{
    public static bool Is(Exception failure) => failure switch
    {
        PostgresException said => Tells(said.SqlState),
        OperationCanceledException { InnerException: PostgresException } => false, // the caller wanted no more
        NpgsqlException or TimeoutException or SocketException => true,
        _ => failure.InnerException is { } inner && Is(inner),
    };

    /// <summary>Connection, resources, operator, system: https://www.postgresql.org/docs/current/errcodes-appendix.html</summary>
    static bool Tells(string sqlstate) => sqlstate[..2] is "08" or "53" or "57" or "58";
}
