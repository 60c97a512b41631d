using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>How an account proves itself.</summary>
/// <param name="Authenticators">Apps whose codes count.</param>
/// <param name="Passkeys">Passkeys that sign in.</param>
/// <param name="RecoveryCodesLeft">Unused ones.</param>
/// <param name="Devices">Browsers that may leave out the second step.</param>
/// <param name="ProvedUntil">Until when this session may do sensitive things; null when it has to prove itself first.</param>
public sealed record FactorsView(
    IReadOnlyList<AuthenticatorView> Authenticators, IReadOnlyList<PasskeyView> Passkeys, int RecoveryCodesLeft, IReadOnlyList<DeviceView> Devices, DateTimeOffset? ProvedUntil)
{
    public bool Any => Authenticators.Count + Passkeys.Count > 0;
}

/// <summary>The account's own second factors and remembered browsers.</summary>
public sealed class GetFactors(Gate gate) : Query<GetFactors.Request, FactorsView>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "factors.get";

    protected override async Task<Result<FactorsView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (accountId, now) = (pass.Actor.AccountId, pass.Now);
        var (authenticators, passkeys, codes, devices) = (pass.Db.Authenticators, pass.Db.Passkeys, pass.Db.RecoveryCodes, pass.Db.RememberedDevices);
        var apps = await authenticators.Where(row => row.AccountId == accountId && row.ConfirmedAt != null).OrderBy(row => row.Id).ToListAsync(ct);
        var keys = await passkeys.Where(row => row.AccountId == accountId).OrderBy(row => row.Id).ToListAsync(ct);
        var left = await codes.CountAsync(row => row.AccountId == accountId && row.UsedAt == null, ct);
        var remembered = await devices.Where(row => row.AccountId == accountId && row.ExpiresAt > now).OrderByDescending(row => row.LastUsedAt).Take(100).ToListAsync(ct);
        return new FactorsView([.. apps.Select(AuthenticatorView.Of)], [.. keys.Select(PasskeyView.Of)], left, [.. remembered.Select(DeviceView.Of)],
            pass.Actor.HasProved(now) ? pass.Actor.ProvedAt + Actor.Fresh : null);
    }
}
