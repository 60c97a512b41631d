namespace App.Catalog;

/// <summary>
/// Describes something that the organization sells. A product has one or more variants, which are what is sold and counted.
/// </summary>
public sealed class Product : IOwned, IArchivable, IIdentified
{
    public static string IdPrefix => "prd";

    readonly List<Variant> variants = [];

    Product() { }

    public static Product Create(
        string name, string? description, string? category, DateTimeOffset now, bool isSample = false)
    {
        var product = new Product { Id = Id<Product>.New(now), CreatedAt = now, IsSample = isSample };
        product.Describe(name, description, category, now);
        return product;
    }

    public Guid OrganizationId { get; private set; }
    public Id<Product> Id { get; private set; }
    public string Name { get; private set; } = "";
    public string? Description { get; private set; }

    /// <summary>Groups products in the organization's own words. Customers can filter the storefront by category.</summary>
    public string? Category { get; private set; }

    /// <summary>Identifies the category however it is typed; see <see cref="TextKey"/>.</summary>
    public string? CategoryKey { get; private set; }
    /// <summary>Gets whether it is sample data, which can be removed; see <c>RemoveSampleData</c>.</summary>
    public bool IsSample { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }
    public IReadOnlyList<Variant> Variants => variants;

    public Variant Add(VariantDraft draft, DateTimeOffset now)
    {
        var variant = Variant.Create(Id, draft, now);
        variants.Add(variant);
        UpdatedAt = now;
        return variant;
    }

    public void Describe(string name, string? description, string? category, DateTimeOffset now)
    {
        Name = name.Trim();
        Description = Trimmed(description);
        Category = Trimmed(category);
        CategoryKey = TextKey.Of(Category);
        UpdatedAt = now;
    }

    /// <summary>Marks the product as changed with one of its variants, because lists show products with them.</summary>
    public void VariantChanged(DateTimeOffset now) => UpdatedAt = now;

    public void Archive(DateTimeOffset now)
    {
        ArchivedAt = UpdatedAt = now;
        foreach (var variant in variants)
            variant.Archive(now);
    }

    /// <summary>Restores the product and the variants that were archived with it, not those that were archived before.</summary>
    public void Restore(DateTimeOffset now)
    {
        foreach (var variant in ArchivedTogether())
            variant.Restore(now);
        ArchivedAt = null;
        UpdatedAt = now;
    }

    /// <summary>Returns the variants that were archived with the product.</summary>
    public IReadOnlyList<Variant> ArchivedTogether() =>
        [.. variants.Where(variant => ArchivedAt is not null && variant.ArchivedAt == ArchivedAt)];

    static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
