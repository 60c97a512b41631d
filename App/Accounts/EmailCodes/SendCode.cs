using App.SignIn;

namespace App.Accounts;

/// <summary>Sends a new verification code to a person who knows the password of an account that was never verified.</summary>
public sealed class SendCode(Gate gate, SessionStore<StaffRealm> sessions, SignUpCodes codes)
    : Operation<SendCode.Request, Id<EmailCode>>(gate)
{
    public sealed record Request(SignInProof<StaffRealm> Proof) : IRequest;

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "code.send";

    protected override async Task<Result<Id<EmailCode>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await sessions.LockProvedAsync(context, request.Proof, ct) is not Account { EmailConfirmed: false } account)
            return SignInProblems.WrongCredentials;
        var id = await codes.SendAsync(context, account, await SignUpCodes.DetailsAsync(context, account, ct), ct);
        context.Note(AccountView.Of(account).Id.ToString(), account.Name);
        return id;
    }
}
