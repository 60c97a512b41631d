using App.Platform;

namespace App.Accounts;

/// <summary>Second steps that were never taken, challenges that neither a passkey nor a reader of mails answered, browsers whose 30 days are over.</summary>
public sealed class PruneFactors(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var table in new[] { "platform.pending_sign_ins", "platform.passkey_ceremonies", "platform.remembered_devices" })
            await Prune.DeleteAsync(database, table, "id", "expires_at <= $1", clock.GetUtcNow(), ct);
        // An unfinished sign-up is told by its last challenge what it was about; mails to nobody are only counted.
        await Prune.DeleteAsync(database, "platform.challenges", "id", "expires_at <= $1 and purpose <> 'SignUp'", clock.GetUtcNow() - ChallengeBook.Window, ct);
    }
}
