namespace App.Catalog;

/// <summary>
/// Adds products to the catalog. It is the only code that does. The operation that calls it writes the audit note.
/// </summary>
public sealed class ProductCreation
{
    /// <summary>
    /// Adds a product with its variants and raises <see cref="ProductCreated"/>. Fails if another variant already has one of the
    /// SKUs or barcodes. Sample data raises no events: programs that receive them would take it for real.
    /// </summary>
    public async Task<Result<ProductView>> AddAsync(
        OperationContext context, CreateProduct.Request request, CancellationToken ct, bool isSample = false)
    {
        if (request.Variants.Any(variant => variant.Price.Currency != context.Organization.Currency))
            return CatalogProblems.Currency(context.Organization.Currency);
        if (await CatalogRules.FindTakenAsync(context, request.Variants, ct) is { } taken)
            return taken;

        var product = Product.Create(request.Name, request.Description, request.Category, context.Now, isSample);
        foreach (var draft in request.Variants)
            product.Add(draft, context.Now);
        context.Db.Products.Add(product);
        if (!isSample)
            context.Raise(new ProductCreated(product.Id, product.Name));
        return ProductView.Of(product);
    }
}
