using System.Globalization;
using App.Catalog;

namespace App.Orders;

public static class OrderProblems
{
    public static readonly Problem NotFulfillable = new(409, "order_not_fulfillable", "Order can't be fulfilled",
        "The order is already fulfilled or canceled.");

    public static readonly Problem NotCancelable = new(409, "order_not_cancelable", "Order can't be canceled",
        "The order is already fulfilled or canceled.");

    public static readonly Problem QuantityNotOpen = new(409, "quantity_not_open", "Quantity larger than open quantity",
        "You can't fulfill more than the open quantity of a line.");

    /// <summary>Returns the problem with a detail that names the order's number and status.</summary>
    public static Problem Closed(Problem problem, Order order) => problem with
    {
        Detail = $"{order.NumberText} is already {StatusText(order.Status)}.",
    };

    /// <summary>Returns a problem that lists every line whose open quantity is exceeded.</summary>
    public static Problem NotOpen(IReadOnlyList<(string Param, OrderLine Line)> lines) => QuantityNotOpen with
    {
        Detail = string.Join(' ', lines.Select(entry => Sentence(entry.Line))),
        Param = lines[0].Param,
        Errors = [.. lines.Select(entry => new Problem.Fault(entry.Param, "quantity_not_open", Sentence(entry.Line)))],
    };

    public static readonly Problem TooMuch = Problem.Invalid.For("lines",
        $"The total of an order can be at most {Money.Largest} minor units. Split the order.");

    /// <summary>Returns a problem for lines whose total rounds to nothing, though their price is not zero.</summary>
    /// <param name="parameters">The path of each quantity in the request.</param>
    public static Problem TooLittle(IReadOnlyList<string> parameters)
    {
        const string detail = "The quantity is so small that its price rounds to zero. Order more.";
        var faults = parameters.Select(param => new Problem.Fault(param, "too_small", detail)).ToList();
        return new Problem.Invalid(faults) { Errors = faults, Param = faults[0].Param };
    }

    /// <summary>Returns a problem that says for each quantity what its rule is, and which quantities are nearest.</summary>
    public static Problem QuantityNotAllowed(IReadOnlyList<(string Param, QuantityRule Rule, decimal Quantity)> quantities)
    {
        var faults = quantities.Select(entry => new Problem.Fault(
            entry.Param, entry.Quantity < entry.Rule.Minimum ? "below_minimum" : "off_step",
            entry.Rule.FaultOf(entry.Quantity)!)).ToList();
        return new Problem.Invalid(faults) { Errors = faults, Param = faults[0].Param };
    }

    /// <summary>Returns the problem of a fulfilled quantity that is not a multiple of the unit's step.</summary>
    public static Problem OffStep(IReadOnlyList<(string Param, OrderLine Line, decimal Quantity)> parts)
    {
        var faults = parts.Select(part => new Problem.Fault(
            part.Param, "off_step", QuantityRule.StockFault(part.Line.Unit, part.Quantity))).ToList();
        return new Problem.Invalid(faults) { Errors = faults, Param = faults[0].Param };
    }

    /// <summary>Returns a problem that lists each unknown variant by its path in the request.</summary>
    public static Problem UnknownVariants(IReadOnlyList<string> parameters) => Problem.Missing("The variant") with
    {
        Param = parameters[0],
        Errors = [.. parameters.Select(param => new Problem.Fault(param, "not_found", "The variant was not found."))],
    };

    static string Sentence(OrderLine line) => $"{line.Sku}: {Text(line.Open)} of {Text(line.Quantity)} are open.";

    static string Text(decimal quantity) => quantity.ToString("0.####", CultureInfo.InvariantCulture);

    static string StatusText(OrderStatus status) => status.ToString().ToLowerInvariant();
}
