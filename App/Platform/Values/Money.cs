using System.Text.Json.Serialization;

namespace App.Platform.Values;

/// <summary>
/// Represents an amount in minor units (cents) of an ISO 4217 currency: <c>{ "amount": 1234, "currency": "EUR" }</c>.
/// </summary>
public readonly record struct Money(long Amount, string Currency)
{
    /// <summary>Sets the largest valid amount: far more than any order, far less than would overflow a sum of orders.</summary>
    public const long Largest = 100_000_000_000;

    public static Money Zero(string currency) => new(0, currency);

    public static Money operator +(Money left, Money right) =>
        left.Currency == right.Currency
            ? left with { Amount = checked(left.Amount + right.Amount) }
            : throw new InvalidOperationException($"Cannot add {left.Currency} and {right.Currency}.");

    /// <summary>Multiplies a unit price by a quantity and rounds to the minor unit, half away from zero.</summary>
    public Money Times(decimal quantity) =>
        this with { Amount = checked((long)decimal.Round(Amount * quantity, 0, MidpointRounding.AwayFromZero)) };

    /// <summary>Returns true if so small a quantity would be sold for nothing, though the price is not zero.</summary>
    public bool RoundsToNothing(decimal quantity) => Amount > 0 && quantity > 0 && Times(quantity).Amount == 0;

    /// <summary>Returns the number of decimal places of a currency's major unit (ISO 4217 exponent).</summary>
    public static int Exponent(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV"
            or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Gets the amount in major units: 12.34 for 1234 euro cents.</summary>
    [JsonIgnore]
    public decimal Major => Amount / Factor(Currency);

    public static Money FromMajor(decimal major, string currency) =>
        new(checked((long)decimal.Round(major * Factor(currency), 0, MidpointRounding.AwayFromZero)), currency);

    static decimal Factor(string currency) => Exponent(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m };
}
