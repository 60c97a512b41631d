using App.SignIn;

namespace App.Accounts;

/// <summary>
/// Signs in with a passkey. No second step follows, because the passkey is something that the person has, and the device has
/// verified the person. A passkey that cannot be verified is a result and not a problem, because its challenge has to be used
/// up.
/// </summary>
public sealed class PasskeySignIn(Gate gate, PasskeyVerifier verifier, StaffSessions sessions)
    : Operation<PasskeySignIn.Request, PasskeySignIn.Answer>(gate)
{
    /// <param name="Token">Identifies the challenge that this browser requested.</param>
    /// <param name="Credential">The browser's response to the challenge, as JSON.</param>
    public sealed record Request([property: AnyText] string? Token, [property: AnyText] string? Credential) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Credential, PasskeyVerifier.LongestAnswer, "The passkey's response");
    }

    /// <param name="Session">The session; null if the passkey could not be verified.</param>
    public sealed record Answer(OpenedSession? Session) : IShownOnce
    {
        public object WithoutSecret() => new Answer((OpenedSession?)Session?.WithoutSecret());
    }

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "passkey.sign_in";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var verified = await verifier.VerifyAsync(context, PasskeyPurpose.SignIn, request.Token, request.Credential!, ct);
        if (verified is not { Account.EmailConfirmed: true })
        {
            context.Note("passkey", "Passkey refused");
            return new Answer(null);
        }
        var account = verified.Account;
        context.Recognize(new Id<Account>(account.Id).ToString(), account.Name, account.Id);
        var opened = await sessions.OpenAsync(context, SignInProof<StaffRealm>.By(verified, context), null, ct);
        context.Note(opened.SessionId.ToString(), account.Name, after: new
        {
            opened.SessionId,
            opened.ExpiresAt,
            Passkey = verified.Passkey.Id,
        });
        return new Answer(opened);
    }
}
