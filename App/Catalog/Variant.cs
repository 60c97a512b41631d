using App.Platform;

namespace App.Catalog;

/// <summary>What is sold and counted: one form of a product, with its SKU and price.</summary>
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

    /// <summary>The organization's own code, unique among its variants that are not archived.</summary>
    public string Sku { get; private set; } = "";

    /// <summary>GTIN or another printed code.</summary>
    public string? Barcode { get; private set; }

    /// <summary>What one of it is: piece, case, kg.</summary>
    public string Unit { get; private set; } = "";
    public Money Price { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }

    public void Become(VariantDraft draft, DateTimeOffset now) =>
        (Sku, Barcode, Unit, Price, UpdatedAt) = (draft.Sku.Trim(), string.IsNullOrWhiteSpace(draft.Barcode) ? null : draft.Barcode.Trim(), string.IsNullOrWhiteSpace(draft.Unit) ? "piece" : draft.Unit.Trim(), draft.Price, now);

    public void Archive(DateTimeOffset now) => ArchivedAt ??= UpdatedAt = now;
}

/// <summary>What a person or program says of a variant.</summary>
/// <param name="Sku">Up to 64 characters, unique in the organization.</param>
/// <param name="Price">In the organization's currency, minor units.</param>
/// <param name="Barcode">GTIN or another printed code.</param>
/// <param name="Unit">What one of it is; "piece" when left out.</param>
public sealed record VariantDraft(string Sku, Money Price, string? Barcode = null, string? Unit = null)
{
    public void Check(Checks checks) => checks
        .Text(Sku, 64, "The SKU")
        .OptionalText(Barcode, 64, "The barcode")
        .OptionalText(Unit, 24, "The unit")
        .Price(Price, "The price");
}
