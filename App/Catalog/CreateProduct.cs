using App.Platform;

namespace App.Catalog;

/// <summary>A product comes into the catalogue, with its first variants.</summary>
public sealed class CreateProduct(Gate gate) : Operation<CreateProduct.Request, ProductView>(gate)
{
    /// <param name="Name">Up to 200 characters.</param>
    /// <param name="Variants">One to fifty.</param>
    /// <param name="Description">Up to 4,000 characters.</param>
    /// <param name="Category">The shelf it stands on, up to 80 characters.</param>
    public sealed record Request(string Name, IReadOnlyList<VariantDraft> Variants, string? Description = null, string? Category = null) : IRequest
    {
        public void Check(Checks checks) => checks
            .Text(Name, 200, "The name")
            .OptionalText(Description, 4000, "The description")
            .OptionalText(Category, 80, "The category")
            .That(Variants.Count is > 0 and <= 50, nameof(Variants), "A product has 1 to 50 variants.")
            .Each(Variants, nameof(Variants), (inner, variant) => variant.Check(inner))
            .That(Variants.Where(variant => variant?.Sku is not null).GroupBy(variant => variant.Sku.Trim()).All(group => group.Count() == 1), nameof(Variants), "Each variant needs a SKU of its own.", "duplicate");
    }

    protected internal override Permission Permission => CatalogPermissions.Change;
    protected internal override string Action => "product.create";

    protected override async Task<Result<ProductView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (request.Variants.Any(variant => variant.Price.Currency != pass.Organization.Currency))
            return CatalogProblems.Currency(pass.Organization.Currency);
        if (await CatalogRules.AnyTakenAsync(pass, request.Variants, ct))
            return CatalogProblems.SkuTaken;

        var product = Product.Create(request.Name, request.Description, request.Category, pass.Now);
        foreach (var draft in request.Variants)
            product.Add(draft, pass.Now);
        pass.Db.Products.Add(product);

        var view = ProductView.Of(product);
        pass.Note(product.Id.ToString(), product.Name, after: view);
        pass.Raise(new ProductCreated(product.Id, product.Name));
        return view;
    }
}
