using App.Comments;
using App.Comments.Parts;

namespace App.Orders.Parts;

/// <summary>Says how the timeline of an order shows its operations.</summary>
static class OrderTimelineText
{
    public static TimelineText? Of(TimelineEntryView entry, TimelineView timeline) => entry.Action switch
    {
        "order.place" => new("Order placed, stock reserved", "shopping-cart", Tone.Info),
        "order.check_out" => new("Order placed at the storefront, stock reserved", "shopping-cart", Tone.Info),
        "order.fulfill" when IsPart(entry) => new("Partially fulfilled", "package", Tone.Warning),
        "order.fulfill" => new("Fulfilled", "package", Tone.Success),
        "order.cancel" when timeline.Entries.Any(other => other.Action == "order.fulfill") => new("Rest canceled", "circle-x"),
        "order.cancel" => new("Order canceled", "circle-x"),
        _ => null,
    };

    static bool IsPart(TimelineEntryView entry) => entry.Events.Any(published => published.Type == OrderPartiallyFulfilled.Type);
}
