namespace App.Catalog;

/// <summary>
/// Represents one form of a product, such as a size, with its own SKU and price. Variants are what is sold and counted.
/// </summary>
public sealed class Variant : IOwned, IArchivable, IIdentified
{
    public static string IdPrefix => "var";

    Variant() { }

    internal static Variant Create(Id<Product> product, VariantDraft draft, DateTimeOffset now)
    {
        var variant = new Variant { Id = Id<Variant>.New(now), ProductId = product, CreatedAt = now };
        variant.Become(draft, now);
        return variant;
    }

    public Guid OrganizationId { get; private set; }
    public Id<Variant> Id { get; private set; }
    public Id<Product> ProductId { get; private set; }

    /// <summary>Identifies the variant within the organization. Unique among variants that are not archived.</summary>
    public string Sku { get; private set; } = "";

    /// <summary>Identifies the SKU however it is typed; see <see cref="TextKey"/>.</summary>
    public string SkuKey { get; private set; } = "";

    /// <summary>Contains a GTIN or another printed code.</summary>
    public string? Barcode { get; private set; }

    /// <summary>Identifies the barcode however it is scanned; see <see cref="Catalog.Barcode"/>. Unique as the SKU is.</summary>
    public string? BarcodeKey { get; private set; }

    /// <summary>Names the unit of measure: piece, case, kg.</summary>
    public string Unit { get; private set; } = "";
    public Money Price { get; private set; }

    /// <summary>Limits the quantities of orders; null for the unit's step. See <see cref="QuantityRule"/>.</summary>
    public decimal? QuantityStep { get; private set; }

    /// <summary>Limits the quantities of orders; null for one step.</summary>
    public decimal? MinQuantity { get; private set; }

    /// <summary>Holds the smallest quantity that can be ordered, so that searches can compare it with the stock.</summary>
    public decimal SmallestQuantity { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }

    public void Become(VariantDraft draft, DateTimeOffset now)
    {
        Sku = draft.Sku.Trim();
        SkuKey = TextKey.Of(Sku)!;
        var barcode = Catalog.Barcode.Read(draft.Barcode);
        Barcode = barcode?.Text;
        BarcodeKey = barcode?.Key;
        Unit = draft.UnitOrDefault;
        Price = draft.Price;
        QuantityStep = draft.QuantityStep;
        MinQuantity = draft.MinQuantity;
        SmallestQuantity = QuantityRule.Of(Unit, QuantityStep, MinQuantity).Minimum;
        UpdatedAt = now;
    }

    public void ChangePrice(Money price, DateTimeOffset now)
    {
        Price = price;
        UpdatedAt = now;
    }

    public void Archive(DateTimeOffset now) => ArchivedAt ??= UpdatedAt = now;

    public void Restore(DateTimeOffset now)
    {
        ArchivedAt = null;
        UpdatedAt = now;
    }
}

/// <summary>Contains the fields of a variant to create or change.</summary>
/// <param name="Sku">Up to 64 characters. Must be unique among the variants that are not archived.</param>
/// <param name="Price">Price of one unit in the organization's currency, in minor units.</param>
/// <param name="Barcode">
/// GTIN or another printed code, up to 64 characters, as typed or scanned. Must be unique among the variants that are not
/// archived.
/// </param>
/// <param name="Unit">Unit of measure such as piece, case or kg, up to 24 characters. Defaults to "piece".</param>
/// <param name="MinQuantity">
/// Smallest quantity of an order line, a multiple of the step. Null for one step.
/// </param>
/// <param name="QuantityStep">
/// Order lines are multiples of it. It is a multiple of the unit's step: 1 for counted units such as piece and box, 0.001 for
/// measures such as kg, m and l. Null for the unit's step.
/// </param>
public sealed record VariantDraft(
    string Sku, Money Price, [property: AnyText] string? Barcode = null, [property: NoNull] string? Unit = null,
    decimal? MinQuantity = null, decimal? QuantityStep = null)
{
    internal string UnitOrDefault => string.IsNullOrWhiteSpace(Unit) ? "piece" : Unit.Trim();

    public void Check(Checks checks)
    {
        checks.Text(Sku, 64, "The SKU").OptionalText(Unit, 24, "The unit").Price(Price, "The price");
        Catalog.Barcode.Check(checks, Barcode, "barcode");
        QuantityRule.Check(checks, UnitOrDefault, QuantityStep, MinQuantity);
    }
}
