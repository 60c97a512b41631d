using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns whether the home page of the organization shows the setup list.</summary>
public sealed class GetSetupState(Gate gate) : Query<GetSetupState.Request, GetSetupState.Answer>(gate)
{
    public sealed record Request : IRequest;

    /// <param name="Hidden">True if someone has hidden the list.</param>
    public sealed record Answer(bool Hidden);

    protected internal override Access Access => Access.Member(OrganizationPermissions.SetUp);
    protected internal override string Action => "organization.get_setup_state";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct) =>
        await context.FinalRead().Organizations.Select(row => new Answer(row.SetupHiddenAt != null)).SingleAsync(ct);
}
