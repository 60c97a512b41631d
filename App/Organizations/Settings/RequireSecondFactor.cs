using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Requires a second factor of all members, or stops requiring it. This applies from each member's next call: members without a
/// second factor, including the caller, must add one first. API keys are not affected.
/// </summary>
public sealed class RequireSecondFactor(Gate gate) : Operation<RequireSecondFactor.Request, Done>(gate)
{
    public sealed record Request(bool Required) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.Change);
    protected internal override string Action => "organization.require_second_factor";
    protected internal override Effects Effects => Effects.LessProtection;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Db.Organizations.SingleAsync(ct);
        var before = new { organization.RequiresSecondFactor };
        organization.RequireSecondFactor(request.Required);
        context.Note(organization.Id.ToString(), organization.Name, before, new { organization.RequiresSecondFactor });
        return new Done();
    }
}
