using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace App.Platform;

/// <summary>PostgreSQL names as PostgreSQL people write them: snake_case columns, keys and indexes.</summary>
static class SnakeCase
{
    public static void UseSnakeCase(this ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            NameColumns(entity);
            foreach (var key in entity.GetKeys())
                key.SetName(From(key.GetName()!));
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName(From(index.GetDatabaseName()!));
            foreach (var foreignKey in entity.GetForeignKeys())
                foreignKey.SetConstraintName(From(foreignKey.GetConstraintName()!));
        }
    }

    static void NameColumns(IMutableTypeBase type, string prefix = "")
    {
        foreach (var property in type.GetProperties().Where(property => property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null))
            property.SetColumnName(prefix + From(property.Name));
        foreach (var complex in type.GetComplexProperties())
            NameColumns(complex.ComplexType, $"{prefix}{From(complex.Name)}_");
    }

    public static string From(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
