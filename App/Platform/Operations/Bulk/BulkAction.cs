using System.Globalization;

namespace App.Platform.Operations;

/// <summary>
/// Declares a change that members can make to many records of a list at once. The feature that owns the records declares it. Each
/// record is changed by the feature's own operation, in the name of the member.
/// </summary>
/// <param name="Name">Name such as <c>product.archive</c>. Stored bulk changes contain it, so it must not change.</param>
/// <param name="Words">What it is called.</param>
/// <param name="Permission">Permission of the operation that changes one record.</param>
/// <param name="Handler">The <see cref="IBulkHandler"/>.</param>
public sealed record BulkAction(string Name, BulkWords Words, Permission Permission, Type Handler)
{
    /// <summary>Gets what one record and several are called in sentences: "product" and "products".</summary>
    public required (string One, string Many) Noun { get; init; }

    /// <summary>
    /// Gets the path of a record's page before its TypeID, relative to the organization: "products/". Null if it has no page.
    /// </summary>
    public required string? PagePath { get; init; }

    /// <summary>Gets the prefix of the TypeIDs of the records.</summary>
    public required string IdPrefix { get; init; }

    /// <summary>Gets whether it can be undone.</summary>
    public bool CanUndo { get; init; }

    /// <summary>Gets whether the member must have confirmed a second factor, because the operation asks for it.</summary>
    public bool StepUp { get; init; }

    public static BulkAction Of<THandler, TRecord>(
        string name, BulkWords words, Permission permission, string? pagePath, string one, string many)
        where THandler : class, IBulkHandler where TRecord : IIdentified =>
        new(name, words, permission, typeof(THandler))
        {
            Noun = (one, many),
            PagePath = pagePath,
            IdPrefix = TRecord.IdPrefix,
        };

    /// <summary>Returns a number of records in words: "1 product" or "1,200 products".</summary>
    public string Count(int number) =>
        string.Create(CultureInfo.CurrentCulture, $"{number:N0} {(number == 1 ? Noun.One : Noun.Many)}");

    /// <summary>Returns what is asked for: "Archive 2 products".</summary>
    public string Asked(int number) => $"{Words.Verb} {Count(number)}";
}

/// <summary>Contains what a bulk action is called. The number of records follows all words but the title.</summary>
/// <param name="Title">Label of its button: "Change prices".</param>
/// <param name="Verb">In the imperative: "Change the prices of".</param>
/// <param name="Doing">While it is running: "Changing the prices of".</param>
/// <param name="Done">Afterwards: "Changed the prices of".</param>
public sealed record BulkWords(string Title, string Verb, string Doing, string Done)
{
    /// <summary>Returns the words of an action that are regular, such as "Archive", "Archiving", "Archived".</summary>
    public BulkWords(string verb, string doing, string done) : this(verb, verb, doing, done) { }
}
