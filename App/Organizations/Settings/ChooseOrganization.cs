using App.Accounts;
using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Chooses the organization in which calls of the current session act.</summary>
public sealed class ChooseOrganization(Gate gate, StaffSessions sessions)
    : Operation<ChooseOrganization.Request, OrganizationView>(gate)
{
    public sealed record Request(Id<Organization> Id) : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "organization.choose";

    protected override async Task<Result<OrganizationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var memberships = await Membership.OfAsync(context, context.Actor.AccountId ?? Guid.Empty, ct);
        if (memberships.All(membership => membership.OrganizationId != request.Id.Value))
            return Problem.Missing("The organization");
        await sessions.ChooseAsync(context, context.Actor.SessionId, request.Id.Value, ct);
        await context.EnterAsync(request.Id.Value, ct);
        var view = OrganizationView.Of(context.Organization);
        context.Note(view.Id.ToString(), view.Name, after: view);
        return view;
    }
}
