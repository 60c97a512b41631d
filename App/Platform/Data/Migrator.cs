using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Platform;

/// <summary>Brings the schema up to date as the owner: migrations, <see cref="Protection"/>, Hangfire's tables.</summary>
public static class Migrator
{
    public static async Task MigrateAsync(string ownerConnection, CancellationToken ct = default)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await using var db = new AppDb(Databases.Options(source));
        await using var turn = await source.OpenConnectionAsync(ct); // two starts at once take turns
        await using var take = new NpgsqlCommand("select pg_advisory_lock(hashtext('stockade migrate'))", turn);
        await take.ExecuteNonQueryAsync(ct);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.MigrateAsync(ct);

        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var protect = new NpgsqlCommand(Protection.Script(db.Model), connection, transaction);
        await protect.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        await HangfireStorage.InstallAsync(connection, ct);
    }
}

/// <summary>For dotnet-ef: a context that is never connected.</summary>
sealed class DesignTime : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<AppDb>
{
    public AppDb CreateDbContext(string[] args) => new(Databases.Options(NpgsqlDataSource.Create("Host=nowhere")));
}
