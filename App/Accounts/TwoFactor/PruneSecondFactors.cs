using App.SignIn;

namespace App.Accounts;

/// <summary>
/// Deletes expired sign-ins that were never completed, expired passkey challenges and email codes, and browsers that are no
/// longer trusted.
/// </summary>
public sealed class PruneSecondFactors(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var table in new[] { "platform.pending_sign_ins", "platform.passkey_ceremonies", "platform.trusted_devices" })
            await Prune.DeleteAsync(database, table, "id", "expires_at <= $1", now, ct);
        // keep the codes of sign-ups: a resent code copies its details, such as the organization to create, from the last one;
        // keep all others for as long as they count toward the limit of emails
        await Prune.DeleteAsync(
            database, "platform.email_codes", "id", "expires_at <= $1 and purpose <> 'SignUp'", now - EmailCode.Window, ct);
    }
}
