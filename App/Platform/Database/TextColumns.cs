using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Database;

/// <summary>Declares how a text column is sorted and searched.</summary>
public static class TextColumns
{
    /// <summary>
    /// Names the collation of what people read in lists: the order of Unicode, in which numbers sort by value (2 before 10).
    /// </summary>
    public const string Natural = "natural";

    internal static void AddCollation(ModelBuilder model) =>
        model.HasCollation(Natural, locale: "und-u-kn-true", provider: "icu", deterministic: true);

    public static PropertyBuilder<T> SortsNaturally<T>(this PropertyBuilder<T> property) => property.UseCollation(Natural);

    /// <summary>
    /// Lets <see cref="Search"/> search texts of the entity. The database keeps a folded copy of each in a column of its own, so
    /// a search compares stored text. EF neither reads nor writes the copies.
    /// </summary>
    public static void Searched<T>(this EntityTypeBuilder<T> entity, params Expression<Func<T, string?>>[] texts) where T : class
    {
        foreach (var text in texts)
        {
            var name = ((MemberExpression)text.Body).Member.Name;
            var folded = entity.Property<string?>(FoldedOf(name))
                .HasComputedColumnSql($"{Search.Function}({SnakeCase.From(name)})", stored: true).ValueGeneratedNever().Metadata;
            folded.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
            folded.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        }
    }

    internal static string FoldedOf(string property) => $"{property}Folded";
}
