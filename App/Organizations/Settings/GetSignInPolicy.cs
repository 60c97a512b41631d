using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns the sign-in settings of the organization.</summary>
public sealed class GetSignInPolicy(Gate gate) : Query<GetSignInPolicy.Request, GetSignInPolicy.Answer>(gate)
{
    public sealed record Request : IRequest;

    public sealed record Answer(bool RequiresSecondFactor, bool AlertsOwnersOfLockouts, int LockoutThreshold);

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "organization.get_sign_in_policy";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        return await context.FinalRead().Organizations
            .Select(row => new Answer(row.RequiresSecondFactor, row.AlertsOwnersOfLockouts, row.LockoutThreshold))
            .SingleAsync(ct);
    }
}
