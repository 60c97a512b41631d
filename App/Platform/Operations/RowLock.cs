using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace App.Platform.Operations;

/// <summary>
/// Locks a row before an operation decides what to change, so concurrent operations on it run one after the other.
/// </summary>
public static class RowLock
{
    static readonly ConcurrentDictionary<Type, string> Statements = new();

    extension(OperationContext context)
    {
        /// <summary>
        /// Locks a row until the end of the transaction and returns it as it is after the wait, tracked. Returns null if it is
        /// unknown, archived or belongs to another organization.
        /// </summary>
        public async Task<T?> LockAsync<T>(Id<T> id, CancellationToken ct) where T : class, IIdentified
        {
            var known = Tracked(context.Db, id);
            if (known is { State: not EntityState.Unchanged })
                throw new InvalidOperationException($"Lock the {typeof(T).Name} before you change it.");
            await HoldAsync(context, id, ct);
            // EF keeps the values of a row that it has read before; another transaction may have changed them since.
            if (known is not null)
                await known.ReloadAsync(ct);
            return await RowOf(context.Db, id).SingleOrDefaultAsync(ct);
        }

        /// <summary>Locks a row as above and returns it with its parts, such as the lines of an order.</summary>
        public async Task<T?> LockAsync<T, TPart>(Id<T> id, Expression<Func<T, IEnumerable<TPart>>> parts, CancellationToken ct)
            where T : class, IIdentified where TPart : class
        {
            if (Tracked(context.Db, id) is not null)
                throw new InvalidOperationException($"Lock the {typeof(T).Name} before you read it.");
            await HoldAsync(context, id, ct);
            return await RowOf(context.Db, id).Include(parts).SingleOrDefaultAsync(ct);
        }
    }

    /// <summary>
    /// Waits for the lock. The row is read by a second statement, because one that waits for a lock sees other rows, such as the
    /// parts, as they were before the wait.
    /// </summary>
    static async Task HoldAsync<T>(OperationContext context, Id<T> id, CancellationToken ct) where T : class, IIdentified
    {
        var db = context.Db;
        var statement = Statements.GetOrAdd(typeof(T), type => StatementFor(db, db.Model.FindEntityType(type)!));
        object[] parameters = typeof(T).IsAssignableTo(typeof(IOwned)) ? [context.Organization.Id, id.Value] : [id.Value];
        await db.Database.ExecuteSqlRawAsync(statement, parameters, ct);
    }

    static IQueryable<T> RowOf<T>(AppDb db, Id<T> id) where T : class, IIdentified
    {
        var value = id.Value;
        // an account's id is a plain Guid, because its class is Identity's
        return db.Model.FindEntityType(typeof(T))!.FindProperty("Id")!.ClrType == typeof(Guid)
            ? db.Set<T>().Where(row => EF.Property<Guid>(row, "Id") == value)
            : db.Set<T>().Where(row => EF.Property<Id<T>>(row, "Id") == id);
    }

    static EntityEntry<T>? Tracked<T>(AppDb db, Id<T> id) where T : class, IIdentified =>
        db.ChangeTracker.Entries<T>().SingleOrDefault(entry =>
            entry.Property("Id").CurrentValue is { } value && (value.Equals(id) || value.Equals(id.Value)));

    /// <summary>
    /// Returns the statement for an entity. All names are those of the model; the organization and the id are its only
    /// parameters.
    /// </summary>
    internal static string StatementFor(AppDb db, IEntityType entity)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        string[] key = entity.ClrType.IsAssignableTo(typeof(IOwned)) ? [nameof(IOwned.OrganizationId), "Id"] : ["Id"];
        var conditions = key.Select((property, i) =>
            $"{sql.DelimitIdentifier(entity.FindProperty(property)!.GetColumnName(table)!)} = {{{i}}}");
        var name = sql.DelimitIdentifier(table.Name, table.Schema);
        return $"select 1 from {name} where {string.Join(" and ", conditions)} for update";
    }
}
