namespace App.Webhooks;

/// <summary>Counts the events of the last 30 days that a filter selects.</summary>
public sealed class CountEvents(Gate gate) : Query<CountEvents.Request, ListTotals>(gate)
{
    /// <param name="List">The request of the list; its page does not matter.</param>
    /// <param name="All">True to count more than 10,000 events.</param>
    public sealed record Request(ListEvents.Request List, bool All = false) : IRequest
    {
        public void Check(Checks checks) => List.Check(checks);
    }

    protected internal override Access Access => Access.Member(WebhookPermissions.ReadEvents);
    protected internal override string Action => "event.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        ListTotals.Of(await ListEvents.Filter(context, request.List).CountRowsAsync(request.All, ct));
}
