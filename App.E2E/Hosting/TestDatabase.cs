using System.Runtime.CompilerServices;
using Npgsql;

namespace App.E2E;

/// <summary>A database for one journey on the cluster that ./test started, with the same three roles as in production.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>One database is created at a time, because roles.sql changes roles, which all databases share.</summary>
    static readonly SemaphoreSlim creating = new(1);

    TestDatabase(string name) => Name = name;

    public string Name { get; }

    /// <summary>Creates a database.</summary>
    /// <param name="template">The database to copy, or null for an empty one.</param>
    public static async Task<TestDatabase> CreateAsync(TestDatabase? template = null)
    {
        var name = $"journey_{Guid.CreateVersion7():N}";
        await creating.WaitAsync();
        try
        {
            await ExecuteAsync("postgres", $"create database {name} template {template?.Name ?? "template0"}");
            await ExecuteAsync(name, await File.ReadAllTextAsync(Path.Combine(Root, "App", "Platform", "Database", "roles.sql")));
        }
        finally
        {
            creating.Release();
        }
        return new(name);
    }

    /// <summary>Returns the connection string of a role: ADMIN, OWNER, APP or OPS.</summary>
    public string Connection(string role) => Of(role, Name);

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection("ADMIN"));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync("postgres", $"drop database if exists {Name} with (force)");

    static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Of("ADMIN", database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    static string Of(string role, string database) =>
        new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable($"STOCKADE_TEST_{role}")
            ?? throw new InvalidOperationException($"STOCKADE_TEST_{role} is not set: run the tests with ./test."))
        { Database = database }.ConnectionString;

    /// <summary>The root folder of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    static string Here([CallerFilePath] string here = "") => here;
}
