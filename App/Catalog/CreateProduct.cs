namespace App.Catalog;

/// <summary>Creates a product with its first variants.</summary>
public sealed class CreateProduct(Gate gate, ProductCreation creation) : Operation<CreateProduct.Request, ProductView>(gate)
{
    /// <param name="Name">Up to 200 characters.</param>
    /// <param name="Variants">1 to 50 variants.</param>
    /// <param name="Description">Up to 4,000 characters.</param>
    /// <param name="Category">Up to 80 characters. Customers can filter the storefront by category.</param>
    public sealed record Request(
        string Name, IReadOnlyList<VariantDraft> Variants, [property: Multiline] string? Description = null,
        string? Category = null) : IRequest
    {
        public void Check(Checks checks) => checks
            .Text(Name, 200, "The name")
            .OptionalText(Description, 4000, "The description")
            .OptionalText(Category, 80, "The category")
            .That(Variants.Count is > 0 and <= 50, nameof(Variants), "A product must have 1 to 50 variants.")
            .Each(Variants, nameof(Variants), (inner, variant) => variant.Check(inner))
            .That(
                AreDistinct(Variants.Select(variant => variant?.Sku), TextKey.Of),
                nameof(Variants), "Each variant needs its own SKU.", "duplicate")
            .That(
                AreDistinct(Variants.Select(variant => variant?.Barcode), barcode => Barcode.Read(barcode)?.Key),
                nameof(Variants), "Each variant needs its own barcode.", "duplicate");

        static bool AreDistinct(IEnumerable<string?> texts, Func<string?, string?> keyOf) =>
            texts.Where(text => text is null || text.IsWholeUtf16()).Select(keyOf).OfType<string>().GroupBy(key => key)
                .All(group => group.Count() == 1);
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Change);
    protected internal override string Action => "product.create";

    protected override async Task<Result<ProductView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var added = await creation.AddAsync(context, request, ct);
        if (!added.Succeeded)
            return added.Problem;
        var view = added.Value;
        context.Note(view.Id.ToString(), view.Name, after: view);
        return view;
    }
}
