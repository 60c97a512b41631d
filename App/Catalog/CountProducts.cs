namespace App.Catalog;

/// <summary>Counts the products that a filter selects.</summary>
public sealed class CountProducts(Gate gate) : Query<CountProducts.Request, ListTotals>(gate)
{
    /// <param name="Filter">The filter of the list.</param>
    /// <param name="All">True to count more than 10,000 products.</param>
    public sealed record Request(ProductFilter Filter, bool All = false) : IRequest
    {
        public void Check(Checks checks) => Filter.Check(checks);
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "product.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var filter = await request.Filter.NarrowedAsync(context.Db, ct);
        string[] others = string.IsNullOrWhiteSpace(filter.Q) ? ["", "archived"] : [];
        return await Counting.TotalsAsync(
            tab => (filter with { Archived = tab == "archived" }).Of(context.Db), filter.Archived ? "archived" : "", others,
            request.All, ct);
    }
}
