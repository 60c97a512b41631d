using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Lists active variants, ordered by SKU. With <c>archived=true</c>, lists archived variants instead. The search matches SKUs,
/// barcodes and product names.
/// </summary>
public sealed class ListVariants(Gate gate) : Query<ListVariants.Request, Page<ListVariants.Row>>(gate)
{
    /// <param name="Page">Page of the list.</param>
    /// <param name="Q">Part of a SKU, a barcode or a product name.</param>
    /// <param name="Sku">SKU, in upper or lower case.</param>
    /// <param name="Barcode">Barcode, as typed or as any scanner sends it.</param>
    /// <param name="Archived">True lists archived variants instead of active ones.</param>
    /// <param name="ProductId">Lists only variants of this product.</param>
    public sealed record Request(
        PageRequest Page, [property: AnyText] string? Q = null, [property: AnyText] string? Sku = null,
        [property: AnyText] string? Barcode = null, bool Archived = false, Id<Product>? ProductId = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Q, Search.Longest, "The search").OptionalText(Sku, 64, "The SKU");
            Catalog.Barcode.Check(checks, Barcode, "barcode");
        }
    }

    /// <param name="MinQuantity">Smallest quantity of an order line; null for one step.</param>
    /// <param name="QuantityStep">Order lines are multiples of it; null for the unit's step.</param>
    public sealed record Row(
        Id<Variant> Id, Id<Product> ProductId, string ProductName, string Sku, string? Barcode, string Unit, Money Price,
        DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, decimal? MinQuantity = null, decimal? QuantityStep = null)
    {
        public static Row Of(VariantView variant, string productName) => new(
            variant.Id, variant.ProductId, productName, variant.Sku, variant.Barcode, variant.Unit, variant.Price,
            variant.CreatedAt, variant.UpdatedAt, variant.MinQuantity, variant.QuantityStep);
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "variant.list";

    protected override async Task<Result<Page<Row>>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var candidates = await VariantCandidates.OfAsync(context.Db, request.Q, ct);
        IQueryable<Variant> variants = context.FinalRead().Variants;
        if (request.Archived)
            variants = variants.IgnoreQueryFilters([Filters.Archived]).Where(variant => variant.ArchivedAt != null);
        if (request.ProductId is { } productId)
            variants = variants.Where(variant => variant.ProductId == productId);
        // a blank SKU or barcode finds nothing: a program that looks up one article would take the first of all
        if (request.Sku is not null)
        {
            var sku = TextKey.Of(request.Sku) ?? "";
            variants = variants.Where(variant => variant.SkuKey == sku);
        }
        if (request.Barcode is not null)
        {
            var barcode = Barcode.Read(request.Barcode)?.Key ?? "";
            variants = variants.Where(variant => variant.BarcodeKey == barcode);
        }
        variants = candidates is not null
            ? variants.Where(variant => candidates.Contains(variant.Id))
            : Matching(context.Db, variants, request.Q);
        return await variants.ByTextAsync(request.Page, variant => variant.Sku, variant => variant.Id,
            variant => variant.UpdatedAt, RowOf(context.Db), ct);
    }

    internal static IQueryable<Variant> Matching(AppDb db, IQueryable<Variant> variants, string? q)
    {
        var products = db.Products;
        var scanned = Barcode.ScannedIn(q);
        return variants.Matching(q, (variant, word) =>
            Search.Has(variant.Sku, word) || Search.Has(variant.Barcode, word) || variant.BarcodeKey == scanned
            // not Any: PostgreSQL would look up the product of each variant
            || products.Where(product => Search.Has(product.Name, word)).Select(product => product.Id)
                .Contains(variant.ProductId));
    }

    internal static Expression<Func<Variant, Row>> RowOf(AppDb db)
    {
        var products = db.Products;
        return variant => new Row(
            variant.Id, variant.ProductId,
            products.Where(product => product.Id == variant.ProductId).Select(product => product.Name).Single(),
            variant.Sku, variant.Barcode, variant.Unit, variant.Price, variant.CreatedAt, variant.UpdatedAt,
            variant.MinQuantity, variant.QuantityStep);
    }
}
