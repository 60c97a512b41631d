using App.Platform;

namespace App.Audit;

/// <summary>One entry, whole.</summary>
public sealed class GetAuditEntry(Gate gate) : Query<GetAuditEntry.Request, AuditView>(gate)
{
    static readonly RowById<AuditEntry, AuditView> Row = new(entry => AuditView.Of(entry));

    public sealed record Request(Id<AuditEntry> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => AuditPermissions.Read;
    protected internal override string Action => "audit.get";

    protected override async Task<Result<AuditView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await Row.FindAsync(pass.Last, request.Id, ct) is { } entry ? entry : Problem.Missing("The audit entry");
}
