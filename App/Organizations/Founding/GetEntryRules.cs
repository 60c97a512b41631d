using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>What the organization asks of members before they come in, as its settings page shows it.</summary>
public sealed class GetEntryRules(Gate gate) : Query<GetEntryRules.Request, GetEntryRules.Answer>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    public sealed record Answer(bool RequiresSecondFactor, bool TellsOwnersOfLocks, int LockLimit);

    protected internal override Permission Permission => Permission.AnyMember;
    protected internal override string Action => "organization.entry_rules";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var organizations = pass.Last.Organizations;
        return await organizations.Select(organization => new Answer(organization.RequiresSecondFactor, organization.TellsOwnersOfLocks, organization.LockLimit)).SingleAsync(ct);
    }
}
