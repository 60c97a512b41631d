namespace App.Audit;

/// <summary>Returns an audit entry.</summary>
public sealed class GetAuditEntry(Gate gate) : GetById<AuditEntry, AuditView>(gate, Row, "The audit entry")
{
    static readonly CompiledLookup<AuditEntry, AuditView> Row = new(entry => AuditView.Of(entry));

    protected internal override Access Access => Access.Member(AuditPermissions.Read);
    protected internal override string Action => "audit.get";
}
