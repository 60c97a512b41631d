using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Whether members need a second factor to come in. It counts from everybody's next call: who has none, whoever turned it on included,
/// is led through adding one first. API keys are no members and go on.
/// </summary>
public sealed class RequireSecondFactor(Gate gate) : Operation<RequireSecondFactor.Request, Done>(gate)
{
    public sealed record Request(bool Required) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => OrganizationPermissions.Change;
    protected internal override string Action => "organization.require_second_factor";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var organization = await pass.Db.Organizations.SingleAsync(ct);
        var before = new { organization.RequiresSecondFactor };
        organization.RequireSecondFactor(request.Required);
        pass.Note(organization.Id.ToString(), organization.Name, before, new { organization.RequiresSecondFactor });
        return new Done();
    }
}
