namespace App.EmailLog;

/// <summary>Counts the emails of the last 90 days that a filter selects.</summary>
public sealed class CountEmails(Gate gate) : Query<CountEmails.Request, ListTotals>(gate)
{
    /// <param name="List">The request of the list; its page does not matter.</param>
    /// <param name="All">True to count more than 10,000 emails.</param>
    public sealed record Request(ListEmails.Request List, bool All = false) : IRequest
    {
        public void Check(Checks checks) => List.Check(checks);
    }

    protected internal override Access Access => Access.Member(EmailPermissions.Read);
    protected internal override string Action => "email.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        ListTotals.Of(await ListEmails.Filter(context, request.List).CountRowsAsync(request.All, ct));
}
