using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace App.Platform;

/// <summary>
/// The fourth belt. After each migration, and from the same model that made the tables: row level security enabled and FORCED
/// with one policy on every table of an organization, a way of foreign keys to it, explicit grants, the door functions, and those
/// that store jobs. Idempotent. Until it has run, a new table can be reached by nobody but its owner, so a half-finished
/// migration fails closed.
/// </summary>
public static class Protection
{
    public static string Script(IModel model)
    {
        using var sql = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var entity in model.GetEntityTypes().Where(entity => entity.GetTableName() is not null).OrderBy(entity => entity.GetSchemaQualifiedTableName()))
        {
            var table = entity.GetSchemaQualifiedTableName()!;
            sql.WriteLine($"revoke all on {table} from public, stockade_app, stockade_ops;");
            if (Grants.Of(entity, Grants.App) is { } app)
                sql.WriteLine($"grant {app} on {table} to stockade_app;");
            // ops sees every organization by what it is; it may read all of it, so that build/check.sql can, and change only what a loop must.
            sql.WriteLine($"grant {Grants.Of(entity, Grants.Ops) ?? Grants.Read} on {table} to stockade_ops;");
            if (OwnerColumn(entity) is { } column)
            {
                AppendPolicy(sql, table, column);
                AppendKey(sql, entity, table, column);
            }
        }
        sql.Write(Resource("doors.sql"));
        sql.Write(HangfireStorage.Functions);
        return sql.ToString();
    }

    /// <summary>The column that names the owning organization, or null for the tables of schema <c>platform</c>.</summary>
    public static string? OwnerColumn(IReadOnlyEntityType entity) =>
        entity.ClrType.IsAssignableTo(typeof(IOwned)) ? entity.FindProperty(nameof(IOwned.OrganizationId))!.GetColumnName() : null;

    static void AppendPolicy(StringWriter sql, string table, string column)
    {
        const string current = "nullif(current_setting('app.organization_id', true), '')::uuid";
        sql.WriteLine($"""
            alter table {table} enable row level security;
            alter table {table} force row level security;
            drop policy if exists organization on {table};
            create policy organization on {table} using ({column} = {current}) with check ({column} = {current});
            """);
    }

    /// <summary>
    /// No row of an organization that is none. Where another foreign key says so, because the row it leads to is of the same organization, a key
    /// of its own would be looked up for each row a second time, and each look locks the organization's row.
    /// </summary>
    static void AppendKey(StringWriter sql, IEntityType entity, string table, string column)
    {
        if (column == "id")
            return;
        sql.WriteLine(entity.GetForeignKeys().Any(LeadsToSameOrganization)
            ? $"alter table {table} drop constraint if exists fk_organization;"
            : $"""
                do $$ begin
                    if not exists (select from pg_constraint where conname = 'fk_organization' and conrelid = '{table}'::regclass) then
                        alter table {table} add constraint fk_organization foreign key ({column}) references organizations (id);
                    end if;
                end $$;
                """);
    }

    static bool LeadsToSameOrganization(IForeignKey key) =>
        key.PrincipalEntityType != key.DeclaringEntityType && key.PrincipalEntityType.ClrType.IsAssignableTo(typeof(IOwned))
        && key.Properties.Any(property => property.Name == nameof(IOwned.OrganizationId)) && key.Properties.All(property => !property.IsNullable);

    internal static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
