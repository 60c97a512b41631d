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
    const char Separator = '\n', Include = '\t';

    /// <summary>Adds an index on the organization, this expression and the id.</summary>
    /// <param name="entity">Builder of the table's entity.</param>
    /// <param name="name">What is sorted by, as in the sort parameter. It becomes part of the name of the index.</param>
    /// <param name="expression">The SQL that EF writes for the key of the <see cref="ListSorts{T}"/>.</param>
    /// <param name="include">
    /// Columns that the index also holds, so figures over many rows are computed from the index without reading the rows.
    /// </param>
    public static EntityTypeBuilder<T> SortIndex<T>(
        this EntityTypeBuilder<T> entity, string name, string expression, string? include = null)
        where T : class, IOwned
    {
        var others = entity.Metadata.FindAnnotation(Declared)?.Value as string;
        var added = $"{name}={expression}{Include}{include}";
        return entity.HasAnnotation(Declared, others is null ? added : others + Separator + added);
    }

    public static string Script(IModel model)
    {
        using var sql = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var entity in model.GetEntityTypes())
            foreach (var index in ((string?)entity.FindAnnotation(Declared)?.Value)?.Split(Separator) ?? [])
            {
                var (name, definition) = (index[..index.IndexOf('=')], index[(index.IndexOf('=') + 1)..]);
                var end = definition.IndexOf(Include);
                var (expression, columns) = (definition[..end], definition[(end + 1)..]);
                var include = columns.Length == 0 ? "" : $" include ({columns})";
                var table = entity.GetSchemaQualifiedTableName();
                sql.WriteLine($"""
                    create index if not exists ix_{entity.GetTableName()}_by_{name}
                        on {table} (organization_id, ({expression}), id){include};
                    """);
            }
        return sql.ToString();
    }
}
