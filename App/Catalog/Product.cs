using App.Platform;

namespace App.Catalog;

/// <summary>What is described and shown. What is sold and counted are its variants, of which it has one or more.</summary>
public sealed class Product : IOwned, IArchivable, IIdentified
{
    public static string IdPrefix => "prd";

    readonly List<Variant> variants = [];

    Product() { }

    public static Product Create(string name, string? description, string? category, DateTimeOffset now) => new()
    {
        Id = Id<Product>.New(now),
        Name = name.Trim(),
        Description = Trimmed(description),
        Category = Trimmed(category),
        CreatedAt = now,
        UpdatedAt = now,
    };

    public Guid OrganizationId { get; private set; }
    public Id<Product> Id { get; private set; }
    public string Name { get; private set; } = "";
    public string? Description { get; private set; }

    /// <summary>The shelf it stands on, in the organization's own words.</summary>
    public string? Category { get; private set; }
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

    public void Describe(string name, string? description, string? category, DateTimeOffset now) =>
        (Name, Description, Category, UpdatedAt) = (name.Trim(), Trimmed(description), Trimmed(category), now);

    public void Archive(DateTimeOffset now)
    {
        ArchivedAt = UpdatedAt = now;
        foreach (var variant in variants)
            variant.Archive(now);
    }

    static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
