using Npgsql;

namespace App.Tests.Platform;

public sealed class AuditEntryTests(TestHost host)
{
    [Theory]
    [InlineData("update audit_entries set actor_name = 'Nobody'")]
    [InlineData("delete from audit_entries")]
    [InlineData("truncate audit_entries")]
    public async Task The_roles_that_serve_requests_and_jobs_cannot_change_an_entry(string statement)
    {
        foreach (var role in new[] { "APP", "OPS" })
        {
            await using var database = NpgsqlDataSource.Create(host.ConnectionOf(role));
            await using var command = database.CreateCommand(statement);

            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task The_owner_of_the_tables_may_change_entries_so_the_refusal_comes_from_the_role()
    {
        await using var database = NpgsqlDataSource.Create(host.ConnectionOf("OWNER"));
        await using var command = database.CreateCommand("update audit_entries set actor_name = 'Nobody' where false");

        Assert.Equal(0, await command.ExecuteNonQueryAsync());
    }
}
