namespace App.Platform.Ui;

/// <summary>
/// Adds a component of one feature to a page of another feature that must not reference it. The component takes the parameter
/// <c>Subject</c>, the TypeID of the object that the page shows. Without the permission the component is hidden, which is only a
/// convenience: the Gate enforces the permission.
/// </summary>
public sealed record PagePart(string Page, Type Component, string? Permission = null)
{
    /// <summary>Names the page that shows one customer. It shows no parts while the customer is archived.</summary>
    public const string Customer = "customer";

    /// <summary>Names the place on the page of a customer, archived or not, that shows the customer's orders.</summary>
    public const string CustomerOrders = "customer orders";

    /// <summary>Names the page that shows one product, archived or not.</summary>
    public const string Product = "product";

    /// <summary>Names the page that shows one member.</summary>
    public const string Member = "member";

    /// <summary>Names the place that shows what a member or an API key did last. The subject is their id.</summary>
    public const string RecentActions = "recent actions";

    /// <summary>Names the place that shows the events about a record, in a tab of its page.</summary>
    public const string RecordEvents = "record events";

    /// <summary>Names the place that shows what happened to a record, with its comments.</summary>
    public const string RecordTimeline = "record timeline";

    /// <summary>Names the settings page. The subject is empty.</summary>
    public const string Settings = "settings";
}

/// <summary>Looks up the parts that all features add to a page.</summary>
public sealed class PageParts(IEnumerable<PagePart> parts)
{
    readonly ILookup<string, PagePart> byPage = parts.ToLookup(part => part.Page);

    public IEnumerable<PagePart> Of(string page) => byPage[page];
}
