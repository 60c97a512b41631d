namespace App.Organizations;

/// <summary>Returns the organization in which the caller acts.</summary>
public sealed class GetOrganization(Gate gate) : Query<GetOrganization.Request, OrganizationView>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "organization.get";

    protected override Task<Result<OrganizationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        Task.FromResult<Result<OrganizationView>>(OrganizationView.Of(context.Organization));
}
