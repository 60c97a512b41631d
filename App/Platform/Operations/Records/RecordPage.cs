using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace App.Platform.Operations;

/// <summary>
/// Declares records of one kind that have a page of their own in the staff area, so members can comment on them and notifications
/// can link to them. The feature that owns the page declares it.
/// </summary>
public sealed class RecordPage
{
    readonly Func<AppDb, Guid, CancellationToken, Task<string?>> labelOf;

    RecordPage(
        string prefix, string noun, string path, Permission permission,
        Func<AppDb, Guid, CancellationToken, Task<string?>> labelOf)
    {
        Prefix = prefix;
        Noun = noun;
        Path = path;
        Permission = permission;
        this.labelOf = labelOf;
    }

    /// <summary>Declares the page of an entity.</summary>
    /// <param name="noun">What one record is called within a sentence, such as "order".</param>
    /// <param name="path">The page without the id of the record, relative to the organization, such as "orders/".</param>
    /// <param name="permission">The permission to view the record.</param>
    /// <param name="label">Number, code or name of the record.</param>
    /// <param name="archived">True if the page shows archived records too.</param>
    public static RecordPage Of<T>(
        string noun, string path, Permission permission, Expression<Func<T, string>> label, bool archived = true)
        where T : class, IOwned, IIdentified =>
        Of<T>(noun, path, permission, (db, id, ct) =>
        {
            var rows = archived ? db.Set<T>().IgnoreQueryFilters([Filters.Archived]) : db.Set<T>();
            return rows.Where(row => EF.Property<Id<T>>(row, "Id") == id).Select(label).SingleOrDefaultAsync(ct);
        });

    /// <summary>Declares the page of an entity whose label is not in its own table.</summary>
    /// <param name="labelOf">Returns the label of a record, or null if it has no page.</param>
    public static RecordPage Of<T>(
        string noun, string path, Permission permission, Func<AppDb, Id<T>, CancellationToken, Task<string?>> labelOf)
        where T : class, IOwned, IIdentified =>
        new(T.IdPrefix, noun, path, permission, (db, id, ct) => labelOf(db, new(id), ct));

    /// <summary>Gets the prefix of the TypeIDs of these records.</summary>
    public string Prefix { get; }
    public string Noun { get; }
    public string Path { get; }
    public Permission Permission { get; }

    /// <summary>Returns the label of a record; null if it does not exist in the organization of the call.</summary>
    internal Task<string?> FindLabelAsync(AppDb db, Guid id, CancellationToken ct) => labelOf(db, id, ct);
}
