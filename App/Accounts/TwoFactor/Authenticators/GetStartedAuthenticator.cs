using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace App.Accounts;

/// <summary>
/// Returns the secret of a new authenticator app, for the page that shows the QR code. It is available until the app is
/// confirmed.
/// </summary>
public sealed class GetStartedAuthenticator(Gate gate, FieldCipher cipher)
    : Query<GetStartedAuthenticator.Request, GetStartedAuthenticator.Answer>(gate)
{
    public sealed record Request : IRequest;

    /// <param name="Address">The <c>otpauth</c> URI for the QR code.</param>
    /// <param name="Key">The secret in Base32, for typing.</param>
    public sealed record Answer(string Address, string Key);

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "authenticator.show";
    protected internal override Effects Effects => Effects.NewCredential;

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId!.Value;
        var since = context.Now - Authenticator.Patience;
        var started = await context.Db.Authenticators
            .SingleOrDefaultAsync(row => row.AccountId == accountId && row.ConfirmedAt == null && row.CreatedAt > since, ct);
        if (started is null)
            return Problem.Missing("The authenticator app");
        var email = await context.Db.Accounts.Where(row => row.Id == accountId).Select(row => row.Email!).SingleAsync(ct);
        var secret = started.Secret(cipher);
        return new Answer(AuthenticatorCode.AddressOf(secret, email), Base32Encoding.ToString(secret));
    }
}
