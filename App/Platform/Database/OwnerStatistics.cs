using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Database;

/// <summary>
/// Declares columns whose values each belong to one organization and can have many rows, such as a warehouse. Without knowing
/// this, PostgreSQL multiplies the shares of both and takes the largest warehouse of a hundred organizations for a hundred times
/// smaller than it is. It then reads and sorts all its rows for each page, instead of the few that the page shows. A script
/// creates the statistics after each migration; they are used after the next ANALYZE, which autovacuum runs.
/// </summary>
public static class OwnerStatistics
{
    const string Declared = "stockade:owner-statistics";

    /// <summary>Declares that a value of this column belongs to one organization.</summary>
    /// <param name="entity">Builder of the table's entity.</param>
    /// <param name="column">Name of the column.</param>
    public static EntityTypeBuilder<T> EachOfOneOwner<T>(this EntityTypeBuilder<T> entity, string column)
        where T : class, IOwned => entity.HasAnnotation(Declared, column);

    public static string Script(IModel model)
    {
        using var sql = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var entity in model.GetEntityTypes())
            if (entity.FindAnnotation(Declared)?.Value is string column)
            {
                var name = $"st_{entity.GetTableName()}_{column}";
                var table = entity.GetSchemaQualifiedTableName();
                sql.WriteLine(
                    $"create statistics if not exists {name} (dependencies) on organization_id, {column} from {table};");
            }
        return sql.ToString();
    }
}
