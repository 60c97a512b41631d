using App.Platform;

namespace App.Accounts;

/// <summary>
/// Signing in with a passkey alone: it is something one has, and its owner was verified by it, so no second step follows. One that does
/// not verify is an answer: its challenge is spent.
/// </summary>
public sealed class PasskeySignIn(Gate gate, PasskeyDesk desk, SessionBook sessions) : Operation<PasskeySignIn.Request, PasskeySignIn.Answer>(gate)
{
    /// <param name="Token">Of the ceremony that this browser began.</param>
    /// <param name="Credential">What the browser answered, as JSON.</param>
    public sealed record Request(string? Token, string? Credential) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Credential, PasskeyDesk.LongestAnswer, "The passkey's answer");
    }

    /// <param name="Session">Null: refused.</param>
    public sealed record Answer(OpenedSession? Session) : IShownOnce
    {
        public object WithoutSecret() => new Answer((OpenedSession?)Session?.WithoutSecret());
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "passkey.sign_in";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await desk.VerifyAsync(pass, PasskeyPurpose.SignIn, request.Token, request.Credential!, ct) is not { Account.EmailConfirmed: true } verified)
        {
            pass.Note("passkey", "Passkey refused");
            return new Answer(null);
        }
        var account = verified.Account;
        pass.Recognize(new Id<Account>(account.Id).ToString(), account.Name, account.Id);
        var opened = await sessions.OpenAsync(pass, SignInProof.ByPasskey(verified), null, ct);
        pass.Note(opened.SessionId.ToString(), account.Name, after: new { opened.SessionId, opened.ExpiresAt, Passkey = verified.Passkey.Id });
        return new Answer(opened);
    }
}
