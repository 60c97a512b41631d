using App.SignIn;

namespace App.Accounts;

/// <summary>
/// Changes the caller's password. It requires the current password or a recently confirmed second factor, and ends the
/// account's other sessions.
/// </summary>
public sealed class ChangePassword(
    Gate gate, AccountStore accounts, SessionStore<StaffRealm> sessions, PasswordChanges<StaffRealm> passwords)
    : Operation<ChangePassword.Request, Done>(gate)
{
    /// <param name="Password">The new password, hashed before this transaction.</param>
    /// <param name="Proof">Proof of the current password. If it is null, a recently confirmed second factor is required.</param>
    public sealed record Request(HashedPassword Password, SignInProof<StaffRealm>? Proof) : IRequest
    {
        bool IRequest.IsSensitive => Proof is null;
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "password.change";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        ILogin? account = request.Proof is null
            ? await accounts.LockAsync(context, context.Actor.AccountId!.Value, ct)
            : await sessions.LockOwnAsync(context, request.Proof, ct);
        if (account is null)
            return AccountProblems.WrongPassword;
        await passwords.ChangeAsync(context, account, request.Password, context.Actor.SessionId, ct);
        return new Done();
    }
}
