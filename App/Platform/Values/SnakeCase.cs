using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace App.Platform.Values;

/// <summary>Names columns, keys, indexes and constraints in snake_case, the PostgreSQL convention.</summary>
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
        var unnamed = type.GetProperties()
            .Where(property => property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null);
        foreach (var property in unnamed)
            property.SetColumnName(prefix + From(property.Name));
        foreach (var complex in type.GetComplexProperties())
            NameColumns(complex.ComplexType, $"{prefix}{From(complex.Name)}_");
    }

    public static string From(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (StartsWord(name, i))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    /// <summary>Returns true at the first letter of each word but the first; an acronym is one word.</summary>
    static bool StartsWord(string name, int i)
    {
        if (i == 0 || !char.IsUpper(name[i]) || name[i - 1] == '_')
            return false;
        var nextIsLower = i + 1 < name.Length && char.IsLower(name[i + 1]);
        return nextIsLower || !char.IsUpper(name[i - 1]);
    }
}
