using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// How many wrong passwords lock a sign-in: of the organization's customers, and of members, for whom the strictest of their organizations says.
/// </summary>
public sealed class SetLockLimit(Gate gate) : Operation<SetLockLimit.Request, Done>(gate)
{
    /// <param name="Limit">From <see cref="Lockout.Fewest"/> to <see cref="Lockout.Most"/>.</param>
    public sealed record Request(int? Limit) : IRequest
    {
        public void Check(Checks checks) => checks.That(Limit is >= Lockout.Fewest and <= Lockout.Most, "limit", $"From {Lockout.Fewest} to {Lockout.Most}: fewer would lock out whoever mistypes, more would let others guess.");
    }

    protected internal override Permission Permission => OrganizationPermissions.Change;
    protected internal override string Action => "organization.set_lock_limit";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var organization = await pass.Db.Organizations.SingleAsync(ct);
        var before = new { organization.LockLimit };
        organization.LockAfter(request.Limit!.Value);
        pass.Note(organization.Id.ToString(), organization.Name, before, new { organization.LockLimit });
        return new Done();
    }
}
