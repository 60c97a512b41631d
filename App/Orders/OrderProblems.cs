using System.Globalization;
using App.Platform;

namespace App.Orders;

public static class OrderProblems
{
    public static readonly Problem NotFulfillable = new(409, "order_not_fulfillable", "Order cannot be fulfilled", "The order is fulfilled or canceled: nothing of it is open.");
    public static readonly Problem NotCancelable = new(409, "order_not_cancelable", "Order cannot be canceled", "The order is fulfilled or canceled already.");

    public static readonly Problem QuantityNotOpen = new(409, "quantity_not_open", "More than is open", "No more can go out than is open on a line.");

    /// <summary>The refusal, with this order's number and state.</summary>
    public static Problem Closed(Problem refusal, Order order) => refusal with { Detail = $"{order.NumberText} is {Word(order.Status)} already." };

    /// <summary>More than is still open on a line.</summary>
    public static Problem NotOpen(IReadOnlyList<(string Param, OrderLine Line)> lines) => QuantityNotOpen with
    {
        Detail = string.Join(' ', lines.Select(one => Sentence(one.Line))),
        Param = lines[0].Param,
        Errors = [.. lines.Select(one => new Problem.Fault(one.Param, "quantity_not_open", Sentence(one.Line)))],
    };

    public static readonly Problem TooMuch = Problem.Invalid.For("lines", $"An order's total can be {Money.Largest} minor units at most. Split the order.");

    /// <summary>Variants that this organization does not sell, each named as the caller named it.</summary>
    public static Problem UnknownVariants(IReadOnlyList<string> parameters) => Problem.Missing("The variant") with
    {
        Param = parameters[0],
        Errors = [.. parameters.Select(param => new Problem.Fault(param, "not_found", "The variant was not found."))],
    };

    static string Sentence(OrderLine line) => $"{line.Sku}: {line.Open.ToString("0.####", CultureInfo.InvariantCulture)} of {line.Quantity.ToString("0.####", CultureInfo.InvariantCulture)} is open.";

    static string Word(OrderStatus status) => status.ToString().ToLowerInvariant();
}
