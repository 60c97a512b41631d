using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>One variant, archived or not.</summary>
public sealed class GetVariant(Gate gate) : Query<GetVariant.Request, VariantView>(gate)
{
    public sealed record Request(Id<Variant> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => CatalogPermissions.Read;
    protected internal override string Action => "variant.get";

    protected override async Task<Result<VariantView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.Variants.IgnoreQueryFilters([Filters.Archived]).SingleOrDefaultAsync(variant => variant.Id == request.Id, ct)
            is { } variant ? VariantView.Of(variant) : Problem.Missing("The variant");
}
