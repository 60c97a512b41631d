using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Audit;

/// <summary>One entry, whole.</summary>
public sealed class GetAuditEntry(Gate gate) : Query<GetAuditEntry.Request, AuditView>(gate)
{
    public sealed record Request(Id<AuditEntry> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => AuditPermissions.Read;
    protected internal override string Action => "audit.get";

    protected override async Task<Result<AuditView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.Set<AuditEntry>().SingleOrDefaultAsync(entry => entry.Id == request.Id, ct)
            is { } entry ? AuditView.Of(entry) : Problem.Missing("The audit entry");
}
