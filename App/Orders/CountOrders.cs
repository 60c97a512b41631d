using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>Counts the orders that a filter selects, adds up their totals, and counts the orders of each status.</summary>
public sealed class CountOrders(Gate gate) : Query<CountOrders.Request, ListTotals>(gate)
{
    /// <param name="Filter">The filter of the list.</param>
    /// <param name="All">True to count more than 10,000 orders.</param>
    public sealed record Request(OrderFilter Filter, bool All = false) : IRequest
    {
        public void Check(Checks checks) => Filter.Check(checks);
    }

    protected internal override Access Access => Access.Member(OrderPermissions.Read);
    protected internal override string Action => "order.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var filter = await request.Filter.NarrowedAsync(context.Db, ct);
        // a search that no index answers reads every order for each count, so the other tabs are counted only without one
        var others = string.IsNullOrWhiteSpace(filter.Q) ? OrderFilter.Statuses.Prepend("") : [];
        var totals = await Counting.TotalsAsync(
            tab => (filter with { Status = tab == "" ? null : tab }).Of(context.Db.Orders), filter.Status ?? "", others,
            request.All, ct);
        if (!totals.Rows.IsExact)
            return totals;
        var sum = await filter.Of(context.Db.Orders).SumAsync(order => order.Total.Amount, ct);
        return totals with { Sum = new Money(sum, context.Organization.Currency) };
    }
}
