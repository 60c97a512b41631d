using App.SignIn;

namespace App.Accounts;

/// <summary>Sends a new verification code to a person who knows the password of an account that was never verified.</summary>
public sealed class SendCode(Gate gate, SessionStore<StaffRealm> sessions, SignUpCodes codes)
    : Operation<SendCode.Request, Id<EmailCode>>(gate)
{
    /// <param name="ReturnUrl">The invitation to open after the sign-up.</param>
    public sealed record Request(SignInProof<StaffRealm> Proof, string? ReturnUrl = null) : IRequest;

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "code.send";

    protected override async Task<Result<Id<EmailCode>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await sessions.LockProvedAsync(context, request.Proof, ct) is not Account { EmailConfirmed: false } account)
            return SignInProblems.WrongCredentials;
        var details = await SignUpCodes.DetailsAsync(context, account, ct);
        var id = await codes.SendAsync(context, account, details, null, request.ReturnUrl, ct);
        context.Note(AccountView.Of(account).Id.ToString(), account.Name);
        return id;
    }
}
