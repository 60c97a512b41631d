using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>
/// What the two serving roles may do with a table. There are no default privileges: a table that says nothing can be reached by
/// nobody but its owner. <see cref="Protection"/> turns this into GRANT statements.
/// </summary>
public static class Grants
{
    internal const string App = "stockade:app", Ops = "stockade:ops";

    public const string Append = "select, insert";
    public const string Change = "select, insert, update";
    public const string All = "select, insert, update, delete";
    public const string Read = "select";

    /// <param name="entity">The table.</param>
    /// <param name="app">Rights of the role that serves requests.</param>
    /// <param name="ops">Rights of the role of the named cross-organization loops; reading alone unless a loop needs more.</param>
    public static EntityTypeBuilder<T> Grant<T>(this EntityTypeBuilder<T> entity, string app, string? ops = null) where T : class
    {
        entity.HasAnnotation(App, app);
        if (ops is not null)
            entity.HasAnnotation(Ops, ops);
        return entity;
    }

    internal static string? Of(IReadOnlyEntityType entity, string role) => entity.FindAnnotation(role)?.Value as string;
}
