using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Finds active variants for the search of the staff area, by SKU, barcode or product name.</summary>
public sealed class FindVariants(Gate gate) : Query<FindVariants.Request, IReadOnlyList<ListVariants.Row>>(gate)
{
    /// <param name="Q">The search as it was typed.</param>
    /// <param name="Most">The maximum number of variants.</param>
    public sealed record Request([property: AnyText] string Q, int Most) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Q, Search.Longest, "The search")
            .That(
                Most is >= 1 and <= PageRequest.Largest, nameof(Most), $"Ask for 1 to {PageRequest.Largest} variants.",
                "out_of_range");
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "variant.find";

    protected override async Task<Result<IReadOnlyList<ListVariants.Row>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var candidates = await VariantCandidates.OfAsync(context.Db, request.Q, ct);
        var db = context.FinalRead();
        IQueryable<Variant> variants = db.Variants;
        variants = candidates is not null
            ? variants.Where(variant => candidates.Contains(variant.Id))
            : ListVariants.Matching(db, variants, request.Q);
        return await variants
            .OrderBy(variant => variant.Sku).ThenBy(variant => variant.Id).Take(request.Most)
            .Select(ListVariants.RowOf(db)).ToListAsync(ct);
    }
}
