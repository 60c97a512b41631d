namespace App.Docs.Errors;

/// <summary>Explains the errors of orders.</summary>
static class OrderErrors
{
    public static readonly ErrorArea Area = new("Orders",
    [
        new("out_of_stock",
            "A variant has less available stock in the warehouse than the order needs. Nothing was reserved.",
            "Read errors: it has one entry for each line, with the needed and the available quantity. Order less, or name a "
            + "warehouse that has enough.",
            "insufficient_stock"),
        new("order_not_fulfillable",
            "The order is already fulfilled or canceled.",
            "Read the order to see its status.",
            "quantity_not_open", "order_not_cancelable"),
        new("order_not_cancelable",
            "The order is already fulfilled or canceled.",
            "Read the order to see its status.",
            "order_not_fulfillable"),
        new("quantity_not_open",
            "A quantity to fulfill is larger than what is still open of the line.",
            "Read the order and subtract fulfilled_quantity from quantity. Omit lines to fulfill everything that is open.",
            "order_not_fulfillable"),
    ]);
}
