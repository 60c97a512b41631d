using App.Platform;
using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Which of the account's organizations its session is in, for calls that name none.</summary>
public sealed class ChooseOrganization(Gate gate, SessionBook sessions) : Operation<ChooseOrganization.Request, OrganizationView>(gate)
{
    public sealed record Request(Id<Organization> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "organization.choose";

    protected override async Task<Result<OrganizationView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var memberships = await Membership.OfAsync(pass, pass.Actor.AccountId ?? Guid.Empty, ct);
        if (memberships.All(membership => membership.OrganizationId != request.Id.Value))
            return Problem.Missing("The organization");
        await sessions.ChooseAsync(pass, pass.Actor.SessionId, request.Id.Value, ct);
        await pass.EnterAsync(request.Id.Value, ct);
        var view = OrganizationView.Of(pass.Organization);
        pass.Note(view.Id.ToString(), view.Name, after: view);
        return view;
    }
}
