namespace App.Audit;

/// <summary>Reads the rows of an export of the audit log.</summary>
sealed class AuditExport : ExportReader<AuditExport.Filter, AuditView>
{
    public const string Name = "audit-log";

    public static readonly ExportList List = ExportList.Of<AuditExport>(Name, "Audit log", AuditPermissions.Read);

    readonly ListAuditEntries list;

    /// <summary>Contains the filter of <see cref="ListAuditEntries"/>.</summary>
    public sealed record Filter(
        [property: AnyText] string? Q = null, string? Actor = null, string? Action = null, string? Entity = null,
        AuditOutcome? Outcome = null, DateTimeOffset? From = null, DateTimeOffset? To = null) : IRequest
    {
        public void Check(Checks checks) => For(new()).Check(checks);

        internal ListAuditEntries.Request For(PageRequest page) => new(page, Q, Actor, Action, Entity, Outcome, From, To);
    }

    public AuditExport(ListAuditEntries list)
    {
        this.list = list;
        Time("Time", entry => entry.At);
        Choice("Actor kind", entry => entry.Actor.Kind);
        Text("Actor", entry => entry.Actor.Name);
        Text("Actor ID", entry => entry.Actor.Id);
        Text("Action", entry => entry.Action);
        Choice("Outcome", entry => entry.Outcome);
        Text("Object", entry => entry.Entity?.Label);
        Text("Object ID", entry => entry.Entity?.Id);
        Text("Before", entry => entry.Before?.GetRawText());
        Text("After", entry => entry.After?.GetRawText());
        Text("IP address", entry => entry.Address);
        Text("User agent", entry => entry.UserAgent);
        Text("Request ID", entry => entry.RequestId);
        Text("Entry ID", entry => entry.Id.ToString());
    }

    protected override IListSorts? Sorts => null;

    protected override Task<Result<Page<AuditView>>> ListAsync(Filter filter, PageRequest page, CancellationToken ct) =>
        list.ExecuteAsync(filter.For(page), ct);
}
