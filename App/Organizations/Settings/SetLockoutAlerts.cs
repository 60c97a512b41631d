using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Turns emails to owners about locked member accounts on or off. Turning them off is sensitive and must be confirmed.
/// </summary>
public sealed class SetLockoutAlerts(Gate gate) : Operation<SetLockoutAlerts.Request, Done>(gate)
{
    public sealed record Request(bool Tell) : IRequest
    {
        bool IRequest.IsSensitive => !Tell;
    }

    protected internal override Access Access => Access.Member(OrganizationPermissions.Change);
    protected internal override string Action => "organization.set_lockout_alerts";
    protected internal override Effects Effects => Effects.LessProtection;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Db.Organizations.SingleAsync(ct);
        var before = new { organization.AlertsOwnersOfLockouts };
        organization.SetLockoutAlerts(request.Tell);
        context.Note(organization.Id.ToString(), organization.Name, before, new { organization.AlertsOwnersOfLockouts });
        return new Done();
    }
}
