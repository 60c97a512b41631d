using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Changes a variant's SKU, barcode, unit, price, minimum quantity or quantity step. Existing orders keep the price at which they
/// were placed, and their quantities.
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

        /// <summary>
        /// Smallest quantity of an order line, a multiple of the step. Omit to keep the current value; null for one step.
        /// </summary>
        public Optional<decimal?> MinQuantity { get; init; }

        /// <summary>
        /// Order lines are multiples of it. It is a multiple of the unit's step: 1 for counted units such as piece and box, 0.001
        /// for measures such as kg, m and l. Omit to keep the current value; null for the unit's step.
        /// </summary>
        public Optional<decimal?> QuantityStep { get; init; }
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
            // whether the quantities are multiples of the step depends on the current unit, so that is checked later
            if (Changes.MinQuantity.Or(null) is { } minimum)
                checks.Quantity(minimum, "The minimum quantity", "min_quantity");
            if (Changes.QuantityStep.Or(null) is { } step)
                checks.Quantity(step, "The quantity step", "quantity_step");
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
            changes.Barcode.Or(variant.Barcode), changes.Unit ?? variant.Unit, changes.MinQuantity.Or(variant.MinQuantity),
            changes.QuantityStep.Or(variant.QuantityStep));
        var checks = new Checks();
        QuantityRule.Check(checks, draft.UnitOrDefault, draft.QuantityStep, draft.MinQuantity);
        if (checks.Problem is { } invalid)
            return invalid;
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
