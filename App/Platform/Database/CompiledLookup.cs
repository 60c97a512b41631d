using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace App.Platform.Database;

/// <summary>
/// Reads one row by its id for display, with a query that EF translates only once. Processing the expression at each call would
/// take a sixth of the processor time of a simple read. The row is never tracked, because EF would keep the tracking behavior of
/// the first caller.
/// </summary>
/// <typeparam name="T">The entity.</typeparam>
/// <typeparam name="TView">The projection that is returned.</typeparam>
public sealed class CompiledLookup<T, TView> where T : class, IIdentified where TView : class
{
    readonly Func<AppDb, Id<T>, CancellationToken, Task<TView?>> find;

    /// <param name="view">A projection, or a function of the whole row.</param>
    /// <param name="archived">True to find archived rows too.</param>
    public CompiledLookup(Expression<Func<T, TView>> view, bool archived = false)
    {
        string[] ignored = archived ? [Filters.Archived] : [];
        find = EF.CompileAsyncQuery((AppDb db, Id<T> id, CancellationToken ct) =>
            db.Set<T>().AsNoTracking().IgnoreQueryFilters(ignored)
                .Where(row => EF.Property<Id<T>>(row, "Id") == id)
                .Select(view)
                .SingleOrDefault());
    }

    /// <summary>Returns null if the current organization has no such row.</summary>
    public Task<TView?> FindAsync(AppDb db, Id<T> id, CancellationToken ct) => find(db, id, ct);
}
