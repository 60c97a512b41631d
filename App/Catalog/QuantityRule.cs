using System.Globalization;

namespace App.Catalog;

/// <summary>
/// Says which quantities of a variant can be ordered: multiples of a step, from a minimum. Orders, carts and forms all ask this
/// rule, so they accept the same quantities. Stock follows only the step of the unit; see <see cref="FitsStock"/>.
/// </summary>
/// <param name="Unit">Unit of the quantities, such as "piece" or "kg".</param>
/// <param name="Step">More than zero. Quantities are multiples of it.</param>
/// <param name="Minimum">The smallest quantity, a multiple of the step.</param>
public sealed partial record QuantityRule(string Unit, decimal Step, decimal Minimum)
{
    /// <summary>The largest quantity, as <see cref="Checks.Quantity"/> checks it.</summary>
    public const decimal Largest = 1_000_000m;

    /// <summary>The step of units that are counted, such as piece, box or case, and of all units that are not known.</summary>
    public const decimal CountedStep = 1m;

    /// <summary>The step of units that are measured: weight, length, area, volume and time.</summary>
    public const decimal MeasuredStep = 0.001m;

    /// <summary>Returns the rule of a variant.</summary>
    /// <param name="unit">Unit of the variant.</param>
    /// <param name="step">Step of the variant; null for the step of its unit.</param>
    /// <param name="minimum">Minimum of the variant; null for one step.</param>
    public static QuantityRule Of(string unit, decimal? step = null, decimal? minimum = null)
    {
        var steps = step ?? StepOf(unit);
        return new(unit, steps, minimum ?? steps);
    }

    /// <summary>Returns the step of a unit, however it is written.</summary>
    public static decimal StepOf(string unit) =>
        Measures.Contains((TextKey.Of(unit) ?? "").TrimEnd('.')) ? MeasuredStep : CountedStep;

    /// <summary>Checks the step and minimum of a variant; null stands for the defaults.</summary>
    public static void Check(Checks checks, string unit, decimal? quantityStep, decimal? minQuantity)
    {
        if (quantityStep is { } step)
            checks.Quantity(step, "The quantity step", nameof(quantityStep))
                .That(
                    step <= 0 || IsMultiple(step, StepOf(unit)), nameof(quantityStep),
                    $"The quantity step must be a multiple of {Text(StepOf(unit))}, the step of the unit {unit}.", "off_step");
        var steps = quantityStep is > 0 ? quantityStep.Value : StepOf(unit);
        if (minQuantity is { } minimum)
            checks.Quantity(minimum, "The minimum quantity", nameof(minQuantity))
                .That(
                    minimum <= 0 || IsMultiple(minimum, steps), nameof(minQuantity),
                    $"The minimum quantity must be a multiple of {Text(steps)}, the quantity step.", "off_step");
    }

    /// <summary>Returns true for a quantity that can be ordered.</summary>
    public bool Allows(decimal quantity) => quantity >= Minimum && quantity <= Largest && IsMultiple(quantity, Step);

    /// <summary>Returns the largest quantity that can be ordered up to this one; null if there is none.</summary>
    public decimal? AtMost(decimal quantity)
    {
        var below = decimal.Floor(Math.Min(quantity, Largest) / Step) * Step;
        return below >= Minimum ? below : null;
    }

    /// <summary>Returns the smallest quantity that can be ordered from this one; null if there is none.</summary>
    public decimal? AtLeast(decimal quantity)
    {
        var above = decimal.Ceiling(Math.Max(quantity, Minimum) / Step) * Step;
        return above <= Largest ? above : null;
    }

    /// <summary>Returns the quantity that can be ordered and is closest to this one; of two, the larger.</summary>
    public decimal Nearest(decimal quantity) => (AtMost(quantity), AtLeast(quantity)) switch
    {
        ({ } below, { } above) => quantity - below < above - quantity ? below : above,
        (var below, var above) => below ?? above ?? Minimum,
    };

    /// <summary>Returns what of a wanted quantity can be ordered if only so much is available; zero if nothing can.</summary>
    public decimal Within(decimal wanted, decimal available)
    {
        var nearest = Allows(wanted) ? wanted : Nearest(wanted);
        return nearest <= available ? nearest : AtMost(available) ?? 0;
    }

    /// <summary>Returns the next quantity above this one, or the same if it is the largest.</summary>
    public decimal Next(decimal quantity) =>
        quantity < Minimum ? Minimum : AtLeast((decimal.Floor(quantity / Step) + 1) * Step) ?? quantity;

    /// <summary>Returns the next quantity below this one, or the minimum.</summary>
    public decimal Previous(decimal quantity) => AtMost((decimal.Ceiling(quantity / Step) - 1) * Step) ?? Minimum;

    /// <summary>Returns why a quantity cannot be ordered, and the nearest ones that can; null if it can be ordered.</summary>
    public string? FaultOf(decimal quantity)
    {
        if (Allows(quantity))
            return null;
        decimal?[] nearest = [AtMost(quantity), AtLeast(quantity)];
        var choice = string.Join(" or ", nearest.OfType<decimal>().Distinct().Select(Text));
        return $"{Terms} Order {choice} instead of {Text(quantity)}.";
    }

    /// <summary>Gets the rule in a sentence: "Sold in steps of 6, at least 12."</summary>
    public string Terms => (Step == CountedStep, Minimum == Step) switch
    {
        (true, true) => "Sold in whole numbers.",
        (true, false) => $"Sold in whole numbers, at least {Text(Minimum)}.",
        (false, true) => $"Sold in steps of {Text(Step)}.",
        (false, false) => $"Sold in steps of {Text(Step)}, at least {Text(Minimum)}.",
    };

    /// <summary>Gets the sentence for buyers; null if the variant has no rule but that of its unit, which they expect.</summary>
    public string? Notice => this == Of(Unit) ? null : Terms;

    /// <summary>
    /// Returns true if stock can change by a quantity: by steps of the unit, or by what leaves steps of the unit behind. The
    /// latter removes a remainder, for example after the unit was changed from kg to piece.
    /// </summary>
    /// <param name="unit">Unit of the variant or order line.</param>
    /// <param name="quantity">The change; negative if stock is removed.</param>
    /// <param name="left">What is left after the change.</param>
    public static bool FitsStock(string unit, decimal quantity, decimal left) =>
        IsMultiple(quantity, StepOf(unit)) || IsMultiple(left, StepOf(unit));

    /// <summary>Returns why stock cannot change by a quantity that does not fit.</summary>
    public static string StockFault(string unit, decimal quantity)
    {
        var step = StepOf(unit);
        var below = decimal.Floor(quantity / step) * step;
        var nearest = new[] { below, below + step }.Where(near => near != 0 && near < 0 == quantity < 0).Select(Text);
        return $"Quantities in {unit} are multiples of {Text(step)}. Use {string.Join(" or ", nearest)} instead of "
            + $"{Text(quantity)}.";
    }

    static bool IsMultiple(decimal quantity, decimal step) => quantity % step == 0;

    static string Text(decimal quantity) => quantity.ToString("0.####", CultureInfo.InvariantCulture);
}
