using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace App.Platform.Http;

/// <summary>
/// Holds the query parameters that every list of the API has. A list takes them as one parameter, so a new list has all of them:
/// <c>([AsParameters] PageQuery page, ListOrders list, …)</c>.
/// </summary>
public sealed class PageQuery
{
    [FromQuery(Name = "limit"), Description("Page size, 1 to 100.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("The next_cursor or previous_cursor of another page. Omit it for the first page.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "sort"), Description(
        "The field to sort by; a leading minus reverses the order. "
        + "updated_at: the objects in the order of their last change, the oldest change first. The response then always has a "
        + "next_cursor. To poll for changes, keep it, even from the last page, and continue from there: no change is missed. "
        + "A change appears when every transaction that began to write before it has ended. Omit it for the usual order.")]
    public string? Sort { get; init; }

    [FromQuery(Name = "updated_since"), Description(
        "Returns only objects that were changed at or after this time. To poll for changes, keep the next_cursor of "
        + "sort=updated_at instead of a time: a change that is saved late has an earlier time.")]
    public DateTimeOffset? UpdatedSince { get; init; }

    public PageRequest ToRequest() => new(Limit ?? 20, Cursor, Sort, UpdatedSince);
}
