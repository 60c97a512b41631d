namespace App.SignIn;

/// <summary>
/// Changes the caller's password and ends the other sessions. It requires the current password or, in realms with second factors,
/// one that was confirmed recently.
/// </summary>
public abstract class ChangePasswordFlow<TRealm>(
    Gate gate, TRealm realm, SessionStore<TRealm> sessions, PasswordChanges<TRealm> passwords)
    : Operation<ChangePasswordFlow<TRealm>.Request, Done>(gate) where TRealm : SignInRealm
{
    /// <param name="Password">The new password, hashed before this transaction.</param>
    /// <param name="Proof">Proof of the current password. If it is null, a recently confirmed second factor is required.</param>
    public sealed record Request(HashedPassword Password, SignInProof<TRealm>? Proof) : IRequest
    {
        bool IRequest.IsSensitive => Proof is null;
    }

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var hasFactor = request.Proof is null && !realm.ConfirmsByPassword; // the Gate has checked the second factor
        var login = hasFactor
            ? await realm.LockAsync(context, realm.CallerOf(context)!.Value, ct)
            : await sessions.LockOwnAsync(context, request.Proof, ct);
        if (login is null)
            return realm.WrongPassword;
        await passwords.ChangeAsync(context, login, request.Password, context.Actor.SessionId, ct);
        return new Done();
    }
}
