using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Archives a variant, so it can no longer be ordered. Fails with <c>last_variant</c> for the only variant of a product: archive
/// the product instead.
/// </summary>
public sealed class ArchiveVariant(Gate gate) : Operation<ArchiveVariant.Request, Done>(gate)
{
    public sealed record Request(Id<Variant> Id) : IRequest;

    protected internal override Access Access => Access.Member(CatalogPermissions.Change);
    protected internal override string Action => "variant.archive";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.Db.Variants.SingleOrDefaultAsync(variant => variant.Id == request.Id, ct) is not { } variant)
            return Problem.Missing("The variant");
        // The lock makes two concurrent calls wait for each other, so they cannot archive the product's last two variants.
        if (await context.LockAsync(variant.ProductId, ct) is not { } product)
            return Problem.Missing("The variant");
        if (!await context.Db.Variants.AnyAsync(other => other.ProductId == variant.ProductId && other.Id != variant.Id, ct))
            return CatalogProblems.LastVariant;

        var before = VariantView.Of(variant);
        variant.Archive(context.Now);
        product.VariantChanged(context.Now);
        context.Note(variant.Id.ToString(), variant.Sku, before, VariantView.Of(variant));
        context.Raise(new ProductUpdated(product.Id, product.Name));
        return new Done();
    }
}
