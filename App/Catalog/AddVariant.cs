using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Adds a variant to a product.</summary>
public sealed class AddVariant(Gate gate) : Operation<AddVariant.Request, VariantView>(gate)
{
    /// <param name="ProductId">Product that the variant is added to.</param>
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
    public sealed record Request(
        Id<Product> ProductId, string Sku, Money Price, [property: AnyText] string? Barcode = null,
        [property: NoNull] string? Unit = null, decimal? MinQuantity = null, decimal? QuantityStep = null) : IRequest
    {
        internal VariantDraft Draft => new(Sku, Price, Barcode, Unit, MinQuantity, QuantityStep);
        public void Check(Checks checks) => Draft.Check(checks);
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Change);
    protected internal override string Action => "variant.add";

    protected override async Task<Result<VariantView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.Db.Products.SingleOrDefaultAsync(product => product.Id == request.ProductId, ct) is not { } product)
            return Problem.Missing("The product");
        if (request.Price.Currency != context.Organization.Currency)
            return CatalogProblems.Currency(context.Organization.Currency);
        if (await CatalogRules.FindTakenAsync(context, [request.Draft], ct) is { } taken)
            return taken;

        var view = VariantView.Of(product.Add(request.Draft, context.Now));
        context.Note(view.Id.ToString(), view.Sku, after: view);
        context.Raise(new ProductUpdated(product.Id, product.Name));
        return view;
    }
}
