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
        var orders = context.Db.Orders;
        var selected = request.Filter.Of(orders);
        var rows = await selected.CountRowsAsync(request.All, ct);
        var sum = rows.IsExact ? await selected.SumAsync(order => order.Total.Amount, ct) : default(long?);
        var tabs = new Dictionary<string, ListCount>();
        // a search reads every order for each count, so the tabs are counted only without one
        if (string.IsNullOrWhiteSpace(request.Filter.Q))
            foreach (var status in OrderFilter.Statuses.Prepend(""))
                tabs[status] = await (request.Filter with { Status = status == "" ? null : status }).Of(orders)
                    .CountRowsAsync(all: false, ct);
        return new ListTotals(rows, sum is { } amount ? new Money(amount, context.Organization.Currency) : null, tabs);
    }
}
