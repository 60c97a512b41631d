namespace App.Audit;

/// <summary>Returns an audit entry.</summary>
public sealed class GetAuditEntry(Gate gate) : Query<GetAuditEntry.Request, AuditView>(gate)
{
    static readonly CompiledLookup<AuditEntry, AuditView> Row = new(entry => AuditView.Of(entry));

    public sealed record Request(Id<AuditEntry> Id) : IRequest;

    protected internal override Access Access => Access.Member(AuditPermissions.Read);
    protected internal override string Action => "audit.get";

    protected override async Task<Result<AuditView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await Row.FindAsync(context.FinalRead(), request.Id, ct) is { } entry ? entry : Problem.Missing("The audit entry");
}
