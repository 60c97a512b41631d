namespace App.SecurityEvents;

/// <summary>Returns a security event.</summary>
public sealed class GetSecurityEvent(Gate gate) : GetById<SecurityEvent, SecurityEventView>(gate, Row, "The security event")
{
    static readonly CompiledLookup<SecurityEvent, SecurityEventView> Row = new(row => SecurityEventView.Of(row));

    protected internal override Access Access => Access.Member(SecurityEventPermissions.Read);
    protected internal override string Action => "security_event.get";
}
