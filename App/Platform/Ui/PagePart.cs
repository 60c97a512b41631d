namespace App.Platform.Ui;

/// <summary>
/// What a feature puts on a page of a feature below it, which cannot name it: a component that takes the <c>Subject</c> of the page, its
/// TypeID. The permission hides it as a courtesy, the Gate decides.
/// </summary>
public sealed record PagePart(string Page, Type Component, string? Permission = null)
{
    /// <summary>The page of one customer.</summary>
    public const string Customer = "customer";
}

/// <summary>All parts of all features.</summary>
public sealed class PageParts(IEnumerable<PagePart> parts)
{
    readonly ILookup<string, PagePart> byPage = parts.ToLookup(part => part.Page);

    public IEnumerable<PagePart> Of(string page) => byPage[page];
}
