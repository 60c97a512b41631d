namespace App.Platform.Operations;

/// <summary>Represents a record that has a page in the staff area.</summary>
/// <param name="Id">TypeID of the record.</param>
/// <param name="Label">Number, code or name of the record.</param>
/// <param name="Page">The page that shows it.</param>
public sealed record RecordWithPage(string Id, string Label, RecordPage Page);

/// <summary>Finds records of all features by their TypeID.</summary>
public sealed class RecordPages(IReadOnlyList<RecordPage> all)
{
    public IReadOnlyList<RecordPage> All => all;

    /// <summary>Returns the page of the records with this kind of id; null if they have none.</summary>
    public RecordPage? Of(string id) => all.FirstOrDefault(page => TypeId.TryParse(page.Prefix, id, out _));

    /// <summary>Returns the path of a record's page, relative to the organization; null if it has none.</summary>
    public string? PathOf(string id) => Of(id) is { } page ? page.Path + id : null;

    /// <summary>
    /// Returns a record of the organization that the actor may view. A record that does not exist, belongs to another
    /// organization or may not be viewed is null, so the caller cannot tell them apart.
    /// </summary>
    public async Task<RecordWithPage?> FindAsync(OperationContext context, string id, CancellationToken ct)
    {
        if (Of(id) is not { } page || !context.Actor.May(page.Permission))
            return null;
        TypeId.TryParse(page.Prefix, id, out var value);
        return await page.FindLabelAsync(context.Db, value, ct) is { } label ? new(id, label, page) : null;
    }
}
