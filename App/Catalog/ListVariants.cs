using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Lists variants that are not archived, ordered by SKU. The search matches SKUs, barcodes and product names.
/// </summary>
public sealed class ListVariants(Gate gate) : Query<ListVariants.Request, Page<ListVariants.Row>>(gate)
{
    /// <param name="Page">Page of the list.</param>
    /// <param name="Q">Part of a SKU, a barcode or a product name.</param>
    /// <param name="Sku">SKU, in upper or lower case.</param>
    /// <param name="Barcode">Barcode, as typed or as any scanner sends it.</param>
    public sealed record Request(
        PageRequest Page, [property: AnyText] string? Q = null, [property: AnyText] string? Sku = null,
        [property: AnyText] string? Barcode = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Q, Search.Longest, "The search").OptionalText(Sku, 64, "The SKU");
            Catalog.Barcode.Check(checks, Barcode, "barcode");
        }
    }

    public sealed record Row(
        Id<Variant> Id, Id<Product> ProductId, string ProductName, string Sku, string? Barcode, string Unit, Money Price,
        DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "variant.list";

    protected override async Task<Result<Page<Row>>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        IQueryable<Variant> variants = context.FinalRead().Variants;
        var products = context.Db.Products;
        if (!string.IsNullOrWhiteSpace(request.Sku))
        {
            var sku = TextKey.Of(request.Sku);
            variants = variants.Where(variant => variant.SkuKey == sku);
        }
        if (Barcode.Read(request.Barcode) is { } barcode)
            variants = variants.Where(variant => variant.BarcodeKey == barcode.Key);
        var scanned = Barcode.ScannedIn(request.Q);
        variants = variants.Matching(request.Q, (variant, word) =>
            Search.Has(variant.Sku, word) || Search.Has(variant.Barcode, word) || variant.BarcodeKey == scanned
            || products.Any(product => product.Id == variant.ProductId && Search.Has(product.Name, word)));
        return await variants.ByTextAsync(request.Page, variant => variant.Sku, variant => variant.Id,
            variant => variant.UpdatedAt, variant => new Row(
            variant.Id, variant.ProductId,
            products.Where(product => product.Id == variant.ProductId).Select(product => product.Name).Single(),
            variant.Sku, variant.Barcode, variant.Unit, variant.Price, variant.CreatedAt, variant.UpdatedAt), ct);
    }
}
