namespace App.Audit;

/// <summary>Counts the audit entries that a filter selects.</summary>
public sealed class CountAuditEntries(Gate gate) : Query<CountAuditEntries.Request, ListTotals>(gate)
{
    /// <param name="List">The request of the list; its page does not matter.</param>
    /// <param name="All">True to count more than 10,000 entries.</param>
    public sealed record Request(ListAuditEntries.Request List, bool All = false) : IRequest
    {
        public void Check(Checks checks) => List.Check(checks);
    }

    protected internal override Access Access => Access.Member(AuditPermissions.Read);
    protected internal override string Action => "audit.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var entries = ListAuditEntries.Filter(context.FinalRead().Set<AuditEntry>(), request.List);
        return ListTotals.Of(await entries.CountRowsAsync(request.All, ct));
    }
}
