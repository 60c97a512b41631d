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
        var deliveries = context.Db.WebhookDeliveries;
        var tabs = new Dictionary<string, ListCount>();
        foreach (var status in DeliveryFilter.Statuses.Prepend(""))
            tabs[status] = await (request.Filter with { Status = status == "" ? null : status }).Of(deliveries)
                .CountRowsAsync(all: false, ct);
        return new ListTotals(await request.Filter.Of(deliveries).CountRowsAsync(request.All, ct), null, tabs);
    }
}
