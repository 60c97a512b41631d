namespace App.Audit.Parts;

/// <summary>Shows what was done last in the organization on the home page. Denied attempts are in the audit log only.</summary>
public sealed class AuditHomeCard(ListAuditEntries entries) : IHomeCardSource
{
    const int Shown = 8;

    public async Task<Result<HomeCardContent>> LoadAsync(HomePeriod period, CancellationToken ct)
    {
        var listed = await entries.ExecuteAsync(new(new(Shown), Outcome: AuditOutcome.Done), ct);
        if (!listed.Succeeded)
            return listed.Problem;
        return new HomeCardContent
        {
            Activity =
            [
                .. listed.Value.Data.Select(entry => new HomeActivity(
                    entry.Actor.Name, ActionText.Of(entry.Action), entry.Entity?.Label, entry.At, $"audit/{entry.Id}")),
            ],
        };
    }
}
