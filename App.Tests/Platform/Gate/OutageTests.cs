using System.Net.Sockets;
using App.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Tests.Platform;

public sealed class OutageTests
{
    [Theory]
    [InlineData("08006")] // connection failure
    [InlineData("53300")] // too many connections
    [InlineData("57014")] // a time limit of the operator's
    [InlineData("57P01")] // terminated
    [InlineData("57P03")] // starting up
    [InlineData("58030")] // I/O error
    public void What_PostgreSQL_says_of_itself_is_an_outage(string sqlstate)
    {
        Assert.True(Outage.Is(Said(sqlstate)));
        Assert.True(Outage.Is(new DbUpdateException("", Said(sqlstate)))); // as EF wraps it
        Assert.True(Outage.Is(new InvalidOperationException("", new DbUpdateException("", Said(sqlstate)))));
    }

    [Theory]
    [InlineData("23505")] // unique violation
    [InlineData("42P01")] // no such table
    [InlineData("22012")] // division by zero
    [InlineData("XX000")] // a bug of its own
    public void What_it_says_of_the_statement_is_none(string sqlstate)
    {
        Assert.False(Outage.Is(Said(sqlstate)));
        Assert.False(Outage.Is(new DbUpdateException("", Said(sqlstate))));
    }

    [Fact]
    public void A_connection_that_breaks_or_does_not_come_about_is_one()
    {
        Assert.True(Outage.Is(new NpgsqlException("Exception while reading from stream")));
        Assert.True(Outage.Is(new TimeoutException()));
        Assert.True(Outage.Is(new SocketException()));
    }

    [Fact]
    public void A_caller_who_hangs_up_is_none_and_neither_is_a_bug()
    {
        Assert.False(Outage.Is(new OperationCanceledException("", Said("57014"))));
        Assert.False(Outage.Is(new OperationCanceledException()));
        Assert.False(Outage.Is(new InvalidOperationException()));
        Assert.False(Outage.Is(new ArgumentException("")));
    }

    static PostgresException Said(string sqlstate) => new("", "ERROR", "ERROR", sqlstate);
}
