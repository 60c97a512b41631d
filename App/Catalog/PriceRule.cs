namespace App.Catalog;

/// <summary>Says how a price is changed. Exactly one member is given.</summary>
/// <param name="Percent">
/// Percent to add, from -100 to 1,000; the result is rounded to the minor unit, half away from zero.
/// </param>
/// <param name="Amount">Amount to add, in minor units; it may be negative.</param>
/// <param name="Price">The new price, in minor units.</param>
public sealed record PriceRule(decimal? Percent = null, long? Amount = null, long? Price = null) : IRequest
{
    public void Check(Checks checks) => checks
        .That(
            new object?[] { Percent, Amount, Price }.Count(member => member is not null) == 1, nameof(Percent),
            "Give a percentage, an amount or a price.", "required")
        .That(
            Percent is null or (>= -100 and <= 1000), nameof(Percent), "The percentage must be from -100 to 1,000.",
            "out_of_range")
        .That(
            Amount is null or (>= -Money.Largest and <= Money.Largest), nameof(Amount), "The amount is too large.",
            "out_of_range")
        .That(
            Price is null or (>= 0 and <= Money.Largest), nameof(Price), "The price must be zero or more.", "out_of_range");

    /// <summary>Returns the new price; null if it would be less than zero or too large.</summary>
    public Money? Of(Money current)
    {
        var changed = Price ?? (Amount is { } amount
            ? current.Amount + amount
            : decimal.ToInt64(decimal.Round(current.Amount * (1 + Percent!.Value / 100), 0, MidpointRounding.AwayFromZero)));
        return changed is >= 0 and <= Money.Largest ? current with { Amount = changed } : null;
    }
}
