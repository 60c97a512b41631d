using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace App.Platform.Database;

/// <summary>
/// Writes the script that secures the tables after each migration: the fourth layer of organization isolation. On every table of
/// an organization it forces row level security with one policy and adds a foreign key to the organization where no other key
/// implies it. It grants rights explicitly and installs the functions of the features. It is idempotent. Until it has run,
/// only the owner can read a new table, so an interrupted migration exposes nothing.
/// </summary>
public static class RowLevelSecurity
{
    public static string Script(IModel model)
    {
        using var sql = new StringWriter(CultureInfo.InvariantCulture);
        var tables = model.GetEntityTypes()
            .Where(entity => entity.GetTableName() is not null)
            .OrderBy(entity => entity.GetSchemaQualifiedTableName());
        foreach (var entity in tables)
        {
            var table = entity.GetSchemaQualifiedTableName()!;
            sql.WriteLine($"revoke all on {table} from public, stockade_app, stockade_ops;");
            if (Grants.Of(entity, Grants.App) is { Length: > 0 } app)
                sql.WriteLine($"grant {app} on {table} to stockade_app;");
            // ops bypasses row level security anyway. It may read every table, for build/check.sql, and change what background
            // loops change.
            sql.WriteLine($"grant {Grants.Of(entity, Grants.Ops) ?? Grants.Read} on {table} to stockade_ops;");
            if (OwnerColumn(entity) is { } column)
            {
                AppendPolicy(sql, table, $"{column} = {Current}", $"{column} = {Current}");
                AppendKey(sql, entity, table, column);
            }
            else if (entity.ClrType.IsAssignableTo(typeof(IClaimed)))
            {
                var claimant = entity.FindProperty(nameof(IClaimed.OrganizationId))!.GetColumnName();
                AppendPolicy(sql, table, $"{claimant} = {Current}", $"{claimant} = {Current}");
            }
            else if (entity.ClrType.IsAssignableTo(typeof(IPartlyOwned)))
            {
                var partly = entity.FindProperty(nameof(IPartlyOwned.OrganizationId))!.GetColumnName();
                AppendPolicy(sql, table, $"{partly} = {Current}", $"{partly} is null or {partly} = {Current}");
            }
        }
        foreach (var function in FeatureFunctions.Names)
            AppendFunction(sql, function);
        return sql.ToString();
    }

    /// <summary>Returns the column that names the owning organization; null for tables whose rows do not all have one.</summary>
    public static string? OwnerColumn(IReadOnlyEntityType entity) =>
        entity.ClrType.IsAssignableTo(typeof(IOwned))
            ? entity.FindProperty(nameof(IOwned.OrganizationId))!.GetColumnName()
            : null;

    /// <summary>The organization of the transaction; null if it has none, which no row equals.</summary>
    const string Current = "nullif(current_setting('app.organization_id', true), '')::uuid";

    static void AppendPolicy(StringWriter sql, string table, string visible, string accepted)
    {
        sql.WriteLine($"""
            alter table {table} enable row level security;
            alter table {table} force row level security;
            drop policy if exists organization on {table};
            create policy organization on {table} using ({visible}) with check ({accepted});
            """);
    }

    /// <summary>
    /// Adds a foreign key to the organization, so no row can name one that does not exist. A table whose other foreign keys lead
    /// to rows of the same organization needs none: it would cost a second lookup per row, and each lookup locks the
    /// organization's row.
    /// </summary>
    static void AppendKey(StringWriter sql, IEntityType entity, string table, string column)
    {
        if (column == "id")
            return;
        sql.WriteLine(entity.GetForeignKeys().Any(LeadsToSameOrganization)
            ? $"alter table {table} drop constraint if exists fk_organization;"
            : $"""
                do $$ begin
                    if not exists (
                        select from pg_constraint where conname = 'fk_organization' and conrelid = '{table}'::regclass) then
                        alter table {table} add constraint fk_organization foreign key ({column}) references organizations (id);
                    end if;
                end $$;
                """);
    }

    static bool LeadsToSameOrganization(IForeignKey key) =>
        key.PrincipalEntityType != key.DeclaringEntityType
        && key.PrincipalEntityType.ClrType.IsAssignableTo(typeof(IOwned))
        && key.Properties.Any(property => property.Name == nameof(IOwned.OrganizationId))
        && key.Properties.All(property => !property.IsNullable);

    /// <summary>
    /// Installs a function. It bypasses row level security as stockade_ops, and only the serving role may execute it.
    /// </summary>
    static void AppendFunction(StringWriter sql, string resource)
    {
        var function = FeatureFunctions.FunctionOf(resource);
        sql.WriteLine(Resource(resource));
        sql.WriteLine($"""
            alter function {function} owner to stockade_ops;
            revoke all on function {function} from public;
            grant execute on function {function} to stockade_app;
            """);
    }

    internal static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
