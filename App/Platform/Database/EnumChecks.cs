using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace App.Platform.Database;

/// <summary>
/// Adds a CHECK constraint to every column that stores an enum as text, with exactly the names of its values. So plain SQL cannot
/// store a status that the code does not know.
/// </summary>
public static class EnumChecks
{
    /// <summary>Adds the constraints. Call it when tables and columns have their final names.</summary>
    public static void CheckEnums(this ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            foreach (var (column, type) in Columns(entity))
                entity.AddCheckConstraint(NameOf(entity, column), Condition(column, type));
    }

    /// <summary>Returns the columns of a table that store an enum as text, each with its enum.</summary>
    public static IEnumerable<(string Column, Type Enum)> Columns(IReadOnlyEntityType entity) =>
        from property in entity.GetTableName() is null ? [] : entity.GetProperties()
        let type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType
        where type.IsEnum && property.GetProviderClrType() == typeof(string)
        select (property.GetColumnName(), type);

    public static string NameOf(IReadOnlyEntityType entity, string column) => $"ck_{entity.GetTableName()}_{column}";

    static string Condition(string column, Type type) =>
        $"{column} in ({string.Join(", ", Enum.GetNames(type).Select(name => $"'{name}'"))})";
}
