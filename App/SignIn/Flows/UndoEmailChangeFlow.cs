namespace App.SignIn;

/// <summary>
/// Undoes a change of a login's email address with the link that was emailed to the previous address. All sessions end, what was
/// proved since the change is taken away, and the password stops working until the reader of the previous address chooses a new
/// one. It does not ask for a further confirmation, so the owner can react quickly.
/// </summary>
public abstract class UndoEmailChangeFlow<TRealm>(
    Gate gate, TRealm realm, EmailChanges<TRealm> changes, PasswordChanges<TRealm> passwords)
    : Operation<UndoEmailChangeFlow<TRealm>.Request, Id<EmailCode>>(gate) where TRealm : SignInRealm
{
    /// <param name="Link">Token from the emailed link.</param>
    public sealed record Request(string Link) : IRequest;

    /// <returns>The email code to choose a new password with. Its email is on the way to the previous address.</returns>
    protected override async Task<Result<Id<EmailCode>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await changes.FindByLinkAsync(context, request.Link, ct) is not { } found
            || await realm.LockAsync(context, found.OwnerId, ct) is not { } login
            // of two concurrent clicks, the second finds the change undone after it has waited for the lock
            || await changes.FindFromAsync(context, login, found.PreviousEmail, ct) is not { } change)
            return SignInProblems.EmailChangeClosed;
        var before = realm.AuditViewOf(login, context.Now);
        if (!await changes.UndoAsync(context, login, change, ct))
            return SignInProblems.PreviousEmailTaken;
        var emailCode = await passwords.ForceAsync(context, login, ct);
        realm.Recognize(context, login);
        context.Note(login.PublicId, login.AuditLabel, before, realm.AuditViewOf(login, context.Now));
        return emailCode;
    }
}
