using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Platform.Setup;

/// <summary>
/// Updates the schema as the owner: creates the extensions and the function of searches, runs the migrations, then
/// <see cref="RowLevelSecurity"/>, then the triggers of <see cref="ListedTables"/>, then Hangfire's installer.
/// </summary>
public static class Migrator
{
    /// <summary>
    /// Creates the extensions of searches that tolerate typos: similarity of texts, and indexes on organization and text. Both
    /// come with PostgreSQL and are trusted, so the owner of a database may create them.
    /// </summary>
    const string Extensions = """
        create extension if not exists pg_trgm with schema public;
        create extension if not exists btree_gin with schema public;

        """;

    public static async Task MigrateAsync(string ownerConnection, CancellationToken ct = default)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await using var db = new AppDb(DatabaseSetup.Options(source));
        await using var lockHolder = await source.OpenConnectionAsync(ct); // concurrent migrations run one after the other
        await using var acquire = new NpgsqlCommand("select pg_advisory_lock(hashtext('stockade migrate'))", lockHolder);
        await acquire.ExecuteNonQueryAsync(ct);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        // generated columns of the tables use the function, so it comes first
        await using var prepare = new NpgsqlCommand(
            Extensions + "create schema if not exists platform;" + RowLevelSecurity.Resource("Platform.search_text.sql"),
            lockHolder);
        await prepare.ExecuteNonQueryAsync(ct);
        await db.Database.MigrateAsync(ct);

        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var protect = new NpgsqlCommand(
            RowLevelSecurity.Script(db.Model) + ListedTables.Script(db.Model) + SortIndexes.Script(db.Model)
                + OwnerStatistics.Script(db.Model) + HangfireStorage.Functions,
            connection, transaction);
        await protect.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        await HangfireStorage.InstallAsync(connection, ct);
    }
}

/// <summary>Creates a context for dotnet-ef that never connects to a database.</summary>
sealed class DesignTime : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<AppDb>
{
    public AppDb CreateDbContext(string[] args) => new(DatabaseSetup.Options(NpgsqlDataSource.Create("Host=nowhere")));
}
