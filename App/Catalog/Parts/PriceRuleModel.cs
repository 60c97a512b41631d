namespace App.Catalog.Parts;

/// <summary>Holds the fields that say how the prices of many products change.</summary>
public sealed class PriceRuleModel
{
    public const string Percent = "percent", Amount = "amount", Price = "price";

    public string Kind { get; set; } = Percent;
    public decimal? Percentage { get; set; }
    
    /// <summary>The amount to add or the new price, in minor units.</summary>
    public long? Money { get; set; }

    public PriceRule ToRule() => Kind switch
    {
        Percent => new(Percent: Percentage),
        Amount => new(Amount: Money),
        _ => new(Price: Money),
    };
}
