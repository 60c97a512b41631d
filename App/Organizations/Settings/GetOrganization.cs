using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns the organization in which the caller acts.</summary>
public sealed class GetOrganization(Gate gate) : Query<GetOrganization.Request, OrganizationDetails>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "organization.get";

    protected override async Task<Result<OrganizationDetails>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        OrganizationDetails.Of(await context.Db.Organizations.AsNoTracking().SingleAsync(ct));
}
