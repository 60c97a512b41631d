using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>One form of a product is no longer sold.</summary>
public sealed class ArchiveVariant(Gate gate) : Operation<ArchiveVariant.Request, Done>(gate)
{
    public sealed record Request(Id<Variant> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => CatalogPermissions.Change;
    protected internal override string Action => "variant.archive";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.Variants.SingleOrDefaultAsync(variant => variant.Id == request.Id, ct) is not { } variant)
            return Problem.Missing("The variant");
        // The product's row is locked, so that two callers cannot put away the last two variants at once.
        var product = await pass.Db.Products.FromSql($"select * from products where id = {variant.ProductId.Value} for update").SingleAsync(ct);
        if (!await pass.Db.Variants.AnyAsync(other => other.ProductId == variant.ProductId && other.Id != variant.Id, ct))
            return CatalogProblems.LastVariant;

        var before = VariantView.Of(variant);
        variant.Archive(pass.Now);
        pass.Note(variant.Id.ToString(), variant.Sku, before, VariantView.Of(variant));
        pass.Raise(new ProductUpdated(product.Id, product.Name));
        return new Done();
    }
}
