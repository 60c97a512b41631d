namespace App.Webhooks;

/// <summary>Counts the webhook deliveries that a filter selects, and those of each status.</summary>
public sealed class CountDeliveries(Gate gate) : Query<CountDeliveries.Request, ListTotals>(gate)
{
    /// <param name="Filter">The filter of the list.</param>
    /// <param name="All">True to count more than 10,000 deliveries.</param>
    public sealed record Request(DeliveryFilter Filter, bool All = false) : IRequest
    {
        public void Check(Checks checks) => Filter.Check(checks);
    }

    protected internal override Access Access => Access.Member(WebhookPermissions.Read);
    protected internal override string Action => "webhook_delivery.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var filter = request.Filter;
        return await Counting.TotalsAsync(
            tab => (filter with { Status = tab == "" ? null : tab }).Of(context.Db), filter.Status ?? "",
            DeliveryFilter.Statuses.Prepend(""), request.All, ct);
    }
}
