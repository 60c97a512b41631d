using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Changes a variant's SKU, barcode, unit or price. Existing orders keep the price at which they were placed.
/// </summary>
public sealed class UpdateVariant(Gate gate) : Operation<UpdateVariant.Request, VariantView>(gate)
{
    /// <param name="Sku">Up to 64 characters. Omit to keep the current value.</param>
    /// <param name="Price">Price of one unit, in minor units. Omit to keep the current value.</param>
    /// <param name="Unit">Up to 24 characters. Omit to keep the current value.</param>
    public sealed record Changes(
        [property: NoNull] string? Sku = null, [property: NoNull] Money? Price = null, [property: NoNull] string? Unit = null)
    {
        /// <summary>Up to 64 characters. Omit to keep the current value; null clears it.</summary>
        [AnyText]
        public Optional<string?> Barcode { get; init; }
    }

    public sealed record Request(Id<Variant> Id, Changes Changes) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Changes.Sku is not null)
                checks.Text(Changes.Sku, 64, "The SKU", "sku");
            if (Changes.Unit is not null)
                checks.Text(Changes.Unit, 24, "The unit", "unit");
            if (Changes.Price is { } price)
                checks.Price(price, "The price", "price");
            Barcode.Check(checks, Changes.Barcode.Or(null), "barcode");
        }
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Change);
    protected internal override string Action => "variant.update";

    protected override async Task<Result<VariantView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.Db.Variants.SingleOrDefaultAsync(variant => variant.Id == request.Id, ct) is not { } variant)
            return Problem.Missing("The variant");
        var changes = request.Changes;
        var draft = new VariantDraft(
            changes.Sku ?? variant.Sku, changes.Price ?? variant.Price,
            changes.Barcode.Or(variant.Barcode), changes.Unit ?? variant.Unit);
        if (draft.Price.Currency != context.Organization.Currency)
            return CatalogProblems.Currency(context.Organization.Currency);
        if (await CatalogRules.FindTakenAsync(context, [draft], ct, except: variant.Id) is { } taken)
            return taken;

        var before = VariantView.Of(variant);
        variant.Become(draft, context.Now);
        var view = VariantView.Of(variant);
        context.NoteUpdate(view.Id.ToString(), view.Sku, before, view);
        var product = await context.Db.Products.SingleAsync(product => product.Id == variant.ProductId, ct);
        product.VariantChanged(context.Now);
        context.Raise(new ProductUpdated(product.Id, product.Name));
        return view;
    }
}
