using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Represents the second factors of an account.</summary>
/// <param name="Authenticators">The confirmed authenticator apps.</param>
/// <param name="Passkeys">The passkeys.</param>
/// <param name="RecoveryCodesLeft">The number of unused recovery codes.</param>
/// <param name="Devices">The trusted browsers, which skip the second step of a sign-in.</param>
/// <param name="ProvedUntil">
/// The time until which this session can perform sensitive actions; null if it has to confirm a second factor first.
/// </param>
public sealed record SecondFactorsView(
    IReadOnlyList<AuthenticatorView> Authenticators, IReadOnlyList<PasskeyView> Passkeys, int RecoveryCodesLeft,
    IReadOnlyList<DeviceView> Devices, DateTimeOffset? ProvedUntil)
{
    public bool Any => Authenticators.Count + Passkeys.Count > 0;
}

/// <summary>Returns the caller's own second factors and trusted browsers.</summary>
public sealed class GetSecondFactors(Gate gate) : Query<GetSecondFactors.Request, SecondFactorsView>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "second_factors.get";

    protected override async Task<Result<SecondFactorsView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId;
        var now = context.Now;
        var apps = await context.Db.Authenticators.Where(row => row.AccountId == accountId && row.ConfirmedAt != null)
            .OrderBy(row => row.Id).ToListAsync(ct);
        var passkeys = await context.Db.Passkeys.Where(row => row.AccountId == accountId).OrderBy(row => row.Id).ToListAsync(ct);
        var codesLeft = await context.Db.RecoveryCodes.CountAsync(row => row.AccountId == accountId && row.UsedAt == null, ct);
        var trusted = await context.Db.TrustedDevices.Where(row => row.AccountId == accountId && row.ExpiresAt > now)
            .OrderByDescending(row => row.LastUsedAt).Take(100).ToListAsync(ct);
        return new SecondFactorsView(
            [.. apps.Select(AuthenticatorView.Of)], [.. passkeys.Select(PasskeyView.Of)], codesLeft,
            [.. trusted.Select(DeviceView.Of)], context.Actor.HasProved(now) ? context.Actor.ProvedAt + Actor.Fresh : null);
    }
}
