using App.Platform;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace App.Accounts;

/// <summary>What the page shows for the app to read: its secret, until its first code came back.</summary>
public sealed class GetStartedAuthenticator(Gate gate, FieldCipher cipher) : Query<GetStartedAuthenticator.Request, GetStartedAuthenticator.Answer>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <param name="Address">For the QR code.</param>
    /// <param name="Key">The same to be typed.</param>
    public sealed record Answer(string Address, string Key);

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "authenticator.show";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (authenticators, accounts, accountId, since) = (pass.Db.Authenticators, pass.Db.Accounts, pass.Actor.AccountId!.Value, pass.Now - Authenticator.Patience);
        if (await authenticators.SingleOrDefaultAsync(row => row.AccountId == accountId && row.ConfirmedAt == null && row.CreatedAt > since, ct) is not { } started)
            return Problem.Missing("The authenticator app");
        var email = await accounts.Where(row => row.Id == accountId).Select(row => row.Email!).SingleAsync(ct);
        var secret = started.Secret(cipher);
        return new Answer(AuthenticatorCode.AddressOf(secret, email), Base32Encoding.ToString(secret));
    }
}
