namespace App.Orders.Parts;

/// <summary>Holds the input of the form that fulfills an order: a quantity for each open line.</summary>
public sealed class FulfillmentModel
{
    public List<Part> Parts { get; init; } = [];

    /// <summary>Returns the input that fulfills everything that is open.</summary>
    public static FulfillmentModel Of(OrderView order) => new()
    {
        Parts =
        [
            .. order.Lines.Where(line => line.FulfilledQuantity < line.Quantity).Select(line => new Part
            {
                LineId = line.Id,
                Quantity = line.Quantity - line.FulfilledQuantity,
            }),
        ],
    };

    public sealed class Part
    {
        public Id<OrderLine> LineId { get; set; }
        public decimal? Quantity { get; set; }
    }
}
