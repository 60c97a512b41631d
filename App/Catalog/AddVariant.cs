using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>A further form of a product.</summary>
public sealed class AddVariant(Gate gate) : Operation<AddVariant.Request, VariantView>(gate)
{
    /// <param name="ProductId">The product it is a form of.</param>
    /// <param name="Sku">Up to 64 characters, unique in the organization.</param>
    /// <param name="Price">In the organization's currency, minor units.</param>
    /// <param name="Barcode">GTIN or another printed code.</param>
    /// <param name="Unit">What one of it is; "piece" when left out.</param>
    public sealed record Request(Id<Product> ProductId, string Sku, Money Price, string? Barcode = null, string? Unit = null) : IRequest
    {
        internal VariantDraft Draft => new(Sku, Price, Barcode, Unit);
        public void Check(Checks checks) => Draft.Check(checks);
    }

    protected internal override Permission Permission => CatalogPermissions.Change;
    protected internal override string Action => "variant.add";

    protected override async Task<Result<VariantView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.Products.SingleOrDefaultAsync(product => product.Id == request.ProductId, ct) is not { } product)
            return Problem.Missing("The product");
        if (request.Price.Currency != pass.Organization.Currency)
            return CatalogProblems.Currency(pass.Organization.Currency);
        if (await CatalogRules.AnyTakenAsync(pass, [request.Draft], ct))
            return CatalogProblems.SkuTaken;

        var view = VariantView.Of(product.Add(request.Draft, pass.Now));
        pass.Note(view.Id.ToString(), view.Sku, after: view);
        pass.Raise(new ProductUpdated(product.Id, product.Name));
        return view;
    }
}
