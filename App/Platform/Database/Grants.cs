using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Database;

/// <summary>
/// Declares the rights of the two serving roles on a table. There are no default privileges: without a declaration, the app role
/// has no access. <see cref="RowLevelSecurity"/> turns the declarations into GRANT statements.
/// </summary>
public static class Grants
{
    internal const string App = "stockade:app", Ops = "stockade:ops";

    /// <summary>No right: the role uses functions that check what it may see.</summary>
    public const string None = "";
    public const string Append = "select, insert";
    public const string Change = "select, insert, update";
    public const string All = "select, insert, update, delete";
    public const string Read = "select";

    /// <summary>Declares the rights on a table.</summary>
    /// <param name="entity">Builder of the table's entity.</param>
    /// <param name="app">Rights of the role that serves requests.</param>
    /// <param name="ops">Rights of the role of the background loops; only <see cref="Read"/> by default.</param>
    public static EntityTypeBuilder<T> Grant<T>(this EntityTypeBuilder<T> entity, string app, string? ops = null) where T : class
    {
        entity.HasAnnotation(App, app);
        if (ops is not null)
            entity.HasAnnotation(Ops, ops);
        return entity;
    }

    internal static string? Of(IReadOnlyEntityType entity, string role) => entity.FindAnnotation(role)?.Value as string;
}
