using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace App.Platform.Database;

/// <summary>
/// Declares the tables whose rows the API lists. Each has the column <c>changed_in</c>: the transaction that made the row's last
/// change. A default sets it on insert and a trigger on update, so no statement can forget it. Lists are ordered by it
/// (<see cref="PageRequest.ByUpdate"/>), and a change is shown only when every transaction with a smaller number has ended:
/// nothing can appear before a change that was already shown. docs/decisions/0032-polling-lists.md compares other ways.
/// </summary>
public static class ListedTables
{
    const string ChangedInProperty = "ChangedIn", Declared = "stockade:listed", Stamped = "stockade:stamped";

    /// <summary>Declares that the API lists the table's rows.</summary>
    /// <param name="entity">Builder of the table's entity.</param>
    /// <param name="stamp">
    /// Property that the database sets to the time of the last change; null if the entity keeps such a time itself.
    /// </param>
    /// <param name="internals">
    /// Properties that no list shows, such as a lease. A statement that sets only these does not count as a change.
    /// </param>
    public static EntityTypeBuilder<T> Listed<T>(
        this EntityTypeBuilder<T> entity, Expression<Func<T, DateTimeOffset>>? stamp = null,
        params Expression<Func<T, object?>>[] internals)
        where T : class, IOwned, IIdentified
    {
        SetByDatabase(entity.Property<ulong>(ChangedInProperty).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()"));
        entity.HasIndex(nameof(IOwned.OrganizationId), ChangedInProperty, "Id");
        if (stamp is not null)
            SetByDatabase(entity.Property(stamp).HasDefaultValueSql("now()"));
        entity.HasAnnotation(Declared, string.Join(',', internals.Select(NameOf)));
        if (stamp is not null)
            entity.HasAnnotation(Stamped, NameOf(stamp));
        return entity;
    }

    static void SetByDatabase<T>(PropertyBuilder<T> property)
    {
        property.ValueGeneratedNever().Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        property.Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
    }

    static string NameOf(LambdaExpression property) => property.Body switch
    {
        MemberExpression member => member.Member.Name,
        UnaryExpression { Operand: MemberExpression boxed } => boxed.Member.Name,
        _ => throw new ArgumentException($"{property} is not a property.", nameof(property)),
    };

    /// <summary>Gets whether the table's rows can be ordered by their last change.</summary>
    public static bool IsListed(IReadOnlyEntityType entity) => entity.FindAnnotation(Declared) is not null;

    /// <summary>Returns the transaction of the last change of the row that has this id.</summary>
    internal static Expression<Func<T, ulong>> ChangedIn<T, TId>(Expression<Func<T, Id<TId>>> id) where TId : IIdentified =>
        Expression.Lambda<Func<T, ulong>>(
            Expression.Call(
                typeof(EF), nameof(EF.Property), [typeof(ulong)], ((MemberExpression)id.Body).Expression!,
                Expression.Constant(ChangedInProperty)),
            id.Parameters);

    /// <summary>Returns whether all transactions up to the row's last change have ended.</summary>
    internal static Expression<Func<T, bool>> IsSettled<T>(Expression<Func<T, ulong>> changedIn) =>
        Expression.Lambda<Func<T, bool>>(
            Expression.LessThan(changedIn.Body, Expression.Call(typeof(ListedTables), nameof(OldestRunning), null)),
            changedIn.Parameters);

    /// <summary>Returns the smallest number of a transaction that is still running. Only for queries.</summary>
    public static ulong OldestRunning() =>
        throw new NotSupportedException($"{nameof(OldestRunning)} is translated to SQL.");

    internal static void AddFunction(ModelBuilder model) =>
        model.HasDbFunction(typeof(ListedTables).GetMethod(nameof(OldestRunning))!).HasTranslation(_ =>
        {
            var snapshot = new SqlFragmentExpression("pg_current_snapshot()"); // EF has no type for a snapshot
            return new SqlFunctionExpression("pg_snapshot_xmin", [snapshot], nullable: false, [false], typeof(ulong), null);
        });

    /// <summary>
    /// Writes the script of the triggers. It runs after each migration, because EF knows no triggers, and is idempotent. A
    /// statement that sets changed_in and updated_at itself saves the call of the function, which costs 7 µs for each row.
    /// </summary>
    public static string Script(IModel model)
    {
        using var sql = new StringWriter(CultureInfo.InvariantCulture);
        sql.WriteLine("""
            create or replace function platform.stamp_change() returns trigger language plpgsql set search_path = pg_catalog as $$
            begin
                new.changed_in := pg_current_xact_id();
                if tg_nargs > 0 then
                    new.updated_at := now();
                end if;
                return new;
            end $$;
            revoke all on function platform.stamp_change() from public;
            """);
        foreach (var entity in model.GetEntityTypes().Where(IsListed).OrderBy(entity => entity.GetSchemaQualifiedTableName()))
        {
            var table = entity.GetSchemaQualifiedTableName()!;
            var argument = entity.FindAnnotation(Stamped) is null ? "" : "'updated_at'";
            sql.WriteLine($"""
                create or replace trigger stamp_change before update of {string.Join(", ", ShownColumns(entity))} on {table}
                    for each row when (new.changed_in = old.changed_in) execute function platform.stamp_change({argument});
                """);
        }
        return sql.ToString();
    }

    static IEnumerable<string> ShownColumns(IEntityType entity)
    {
        var internals = ((string)entity.FindAnnotation(Declared)!.Value!).Split(',');
        return entity.GetFlattenedProperties()
            .Where(property => property.GetComputedColumnSql() is null && !internals.Contains(property.Name))
            .Select(property => property.GetColumnName())
            .Order(StringComparer.Ordinal);
    }
}
