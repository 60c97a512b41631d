using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Tests.Platform;

public sealed class TransientFailureTests
{
    [Theory]
    [InlineData("08006")] // connection failure
    [InlineData("53300")] // too many connections
    [InlineData("57014")] // statement timeout or cancellation
    [InlineData("57P01")] // terminated by an administrator
    [InlineData("57P03")] // starting up
    [InlineData("58030")] // I/O error
    public void Server_errors_of_PostgreSQL_are_transient(string sqlstate)
    {
        Assert.True(TransientFailure.Is(ErrorWith(sqlstate)));
        Assert.True(TransientFailure.Is(new DbUpdateException("", ErrorWith(sqlstate)))); // as EF wraps it
        Assert.True(TransientFailure.Is(new InvalidOperationException("", new DbUpdateException("", ErrorWith(sqlstate)))));
    }

    [Theory]
    [InlineData("23505")] // unique violation
    [InlineData("42P01")] // no such table
    [InlineData("22012")] // division by zero
    [InlineData("XX000")] // internal error
    public void Errors_caused_by_the_statement_are_not_transient(string sqlstate)
    {
        Assert.False(TransientFailure.Is(ErrorWith(sqlstate)));
        Assert.False(TransientFailure.Is(new DbUpdateException("", ErrorWith(sqlstate))));
    }

    [Fact]
    public void Broken_and_failed_connections_are_transient()
    {
        Assert.True(TransientFailure.Is(new NpgsqlException("Exception while reading from stream")));
        Assert.True(TransientFailure.Is(new TimeoutException()));
        Assert.True(TransientFailure.Is(new SocketException()));
    }

    [Fact]
    public void Cancellation_and_programming_errors_are_not_transient()
    {
        Assert.False(TransientFailure.Is(new OperationCanceledException("", ErrorWith("57014"))));
        Assert.False(TransientFailure.Is(new OperationCanceledException()));
        Assert.False(TransientFailure.Is(new InvalidOperationException()));
        Assert.False(TransientFailure.Is(new ArgumentException("")));
    }

    static PostgresException ErrorWith(string sqlstate) => new("", "ERROR", "ERROR", sqlstate);
}
