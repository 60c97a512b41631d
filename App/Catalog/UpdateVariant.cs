using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Another SKU, barcode, unit or price. Placed orders keep the price they were placed at.</summary>
public sealed class UpdateVariant(Gate gate) : Operation<UpdateVariant.Request, VariantView>(gate)
{
    /// <param name="Sku">Absent: as it is.</param>
    /// <param name="Price">Absent: as it is.</param>
    /// <param name="Unit">Absent: as it is.</param>
    public sealed record Changes(string? Sku = null, Money? Price = null, string? Unit = null)
    {
        /// <summary>Absent: as it is; null: none.</summary>
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
            checks.OptionalText(Changes.Barcode.Or(null), 64, "The barcode", "barcode");
        }
    }

    protected internal override Permission Permission => CatalogPermissions.Change;
    protected internal override string Action => "variant.update";

    protected override async Task<Result<VariantView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.Variants.SingleOrDefaultAsync(variant => variant.Id == request.Id, ct) is not { } variant)
            return Problem.Missing("The variant");
        var changes = request.Changes;
        var draft = new VariantDraft(changes.Sku ?? variant.Sku, changes.Price ?? variant.Price, changes.Barcode.Or(variant.Barcode), changes.Unit ?? variant.Unit);
        if (draft.Price.Currency != pass.Organization.Currency)
            return CatalogProblems.Currency(pass.Organization.Currency);
        if (await CatalogRules.AnyTakenAsync(pass, [draft], ct, except: variant.Id))
            return CatalogProblems.SkuTaken;

        var before = VariantView.Of(variant);
        variant.Become(draft, pass.Now);
        var view = VariantView.Of(variant);
        pass.Note(view.Id.ToString(), view.Sku, before, view);
        var product = await pass.Db.Products.SingleAsync(product => product.Id == variant.ProductId, ct);
        pass.Raise(new ProductUpdated(product.Id, product.Name));
        return view;
    }
}
