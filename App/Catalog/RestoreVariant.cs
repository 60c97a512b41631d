using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Restores an archived variant, so it can be ordered again. Fails with <c>product_archived</c> if its product is archived, and
/// with <c>sku_taken</c> or <c>barcode_taken</c> if another variant has taken its SKU or barcode meanwhile. A variant that is not
/// archived stays as it is.
/// </summary>
public sealed class RestoreVariant(Gate gate) : Operation<RestoreVariant.Request, VariantView>(gate)
{
    public sealed record Request(Id<Variant> Id) : IRequest;

    protected internal override Access Access => Access.Member(CatalogPermissions.Change);
    protected internal override string Action => "variant.restore";

    protected override async Task<Result<VariantView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var variant = await context.Db.Variants.IgnoreQueryFilters([Filters.Archived])
            .SingleOrDefaultAsync(variant => variant.Id == request.Id, ct);
        if (variant is null)
            return Problem.Missing("The variant");
        var before = VariantView.Of(variant);
        if (variant.ArchivedAt is null)
        {
            context.AlreadyDone();
            return before;
        }
        // The lock makes a concurrent call wait that archives the product: it would miss this variant.
        if (await context.LockAsync(variant.ProductId, ct) is not { } product)
            return CatalogProblems.ProductArchived;
        if (await CatalogRules.FindTakenAsync(context, [variant], ct) is { } taken)
            return taken;

        variant.Restore(context.Now);
        var view = VariantView.Of(variant);
        context.Note(view.Id.ToString(), view.Sku, before, view);
        context.Raise(new ProductUpdated(product.Id, product.Name));
        return view;
    }
}
