using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Database;

/// <summary>
/// Declares the indexes of sorts by what EF cannot index: a member of a complex property, such as the amount of a total, or an
/// expression. A script creates them after each migration.
/// </summary>
public static class SortIndexes
{
    const string Declared = "stockade:sort-indexes";
    const char Separator = '\n';

    /// <summary>Adds an index on the organization, this expression and the id.</summary>
    /// <param name="entity">Builder of the table's entity.</param>
    /// <param name="name">What is sorted by, as in the sort parameter. It becomes part of the name of the index.</param>
    /// <param name="expression">The SQL that EF writes for the key of the <see cref="ListSorts{T}"/>.</param>
    public static EntityTypeBuilder<T> SortIndex<T>(this EntityTypeBuilder<T> entity, string name, string expression)
        where T : class, IOwned
    {
        var others = entity.Metadata.FindAnnotation(Declared)?.Value as string;
        var added = $"{name}={expression}";
        return entity.HasAnnotation(Declared, others is null ? added : others + Separator + added);
    }

    public static string Script(IModel model)
    {
        using var sql = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var entity in model.GetEntityTypes())
            foreach (var index in ((string?)entity.FindAnnotation(Declared)?.Value)?.Split(Separator) ?? [])
            {
                var (name, expression) = (index[..index.IndexOf('=')], index[(index.IndexOf('=') + 1)..]);
                var table = entity.GetSchemaQualifiedTableName();
                sql.WriteLine($"""
                    create index if not exists ix_{entity.GetTableName()}_by_{name}
                        on {table} (organization_id, ({expression}), id);
                    """);
            }
        return sql.ToString();
    }
}
