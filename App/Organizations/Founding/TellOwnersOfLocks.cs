using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Whether owners are mailed when wrong passwords have locked a member's account. To be told no longer is to be confirmed.</summary>
public sealed class TellOwnersOfLocks(Gate gate) : Operation<TellOwnersOfLocks.Request, Done>(gate)
{
    public sealed record Request(bool Tell) : IRequest
    {
        public void Check(Checks checks) { }

        bool IRequest.IsSensitive => !Tell;
    }

    protected internal override Permission Permission => OrganizationPermissions.Change;
    protected internal override string Action => "organization.tell_owners_of_locks";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var organization = await pass.Db.Organizations.SingleAsync(ct);
        var before = new { organization.TellsOwnersOfLocks };
        organization.TellOwnersOfLocks(request.Tell);
        pass.Note(organization.Id.ToString(), organization.Name, before, new { organization.TellsOwnersOfLocks });
        return new Done();
    }
}
