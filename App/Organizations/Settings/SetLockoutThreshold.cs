using App.Accounts;
using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Sets the number of wrong passwords that lock the sign-in of a member or shopper. For members of several organizations,
/// the strictest one applies.
/// </summary>
public sealed class SetLockoutThreshold(Gate gate) : Operation<SetLockoutThreshold.Request, Done>(gate)
{
    /// <param name="Limit">
    /// The number of attempts, from <see cref="Lockout.LowestThreshold"/> to <see cref="Lockout.HighestThreshold"/>.
    /// </param>
    public sealed record Request(int? Limit) : IRequest
    {
        public void Check(Checks checks) => checks.That(
            Limit is >= Lockout.LowestThreshold and <= Lockout.HighestThreshold,
            "limit",
            $"Choose a number from {Lockout.LowestThreshold} to {Lockout.HighestThreshold}. "
            + "A lower limit locks out people who mistype, and a higher one helps attackers.");
    }

    protected internal override Access Access => Access.Member(OrganizationPermissions.Change);
    protected internal override string Action => "organization.set_lockout_threshold";
    protected internal override Effects Effects => Effects.LessProtection;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Db.Organizations.SingleAsync(ct);
        var before = new LockoutThresholdView(organization.LockoutThreshold);
        organization.LockAfter(request.Limit!.Value);
        var after = new LockoutThresholdView(organization.LockoutThreshold);
        context.Note(organization.Id.ToString(), organization.Name, before, after);
        return new Done();
    }
}

/// <summary>Represents the number of wrong passwords that lock a login, in the audit log.</summary>
public sealed record LockoutThresholdView(int LockoutThreshold);
