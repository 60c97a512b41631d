namespace App.Platform.Ui;

/// <summary>
/// Declares records of one kind that the search of the staff area finds. For members without the permission they are not
/// searched, which only saves a refused call: the Gate enforces the permission.
/// </summary>
/// <param name="Title">What one record is called, such as "Order".</param>
/// <param name="Rank">The position in the results; kinds with smaller numbers come first.</param>
/// <param name="Permission">The name of the permission; null if the source itself decides.</param>
/// <param name="Source">The <see cref="IRecordSource"/> that searches them.</param>
public sealed record RecordKind(string Title, int Rank, string? Permission, Type Source)
{
    public static RecordKind Of<TSource>(string title, int rank, string? permission) where TSource : class, IRecordSource =>
        new(title, rank, permission, typeof(TSource));
}

/// <summary>Searches the records of one kind through the queries of its feature.</summary>
public interface IRecordSource
{
    /// <summary>Returns at most <see cref="FoundRecord.Most"/> records; none if the query is refused.</summary>
    /// <param name="words">The search as it was typed, or the TypeID of a record.</param>
    Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct);
}
