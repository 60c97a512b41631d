using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>
/// Reports a sign-in that was not made by the login's owner, with the link that was emailed to them. Since the other person
/// knows the password, all sessions end, browsers lose their trust, and the password stops working until a new one is chosen. If
/// the login's address was changed after the link was sent, the change is undone: recovery goes to the address of the link.
/// It only removes access and does not ask for a further confirmation, so the owner can react quickly.
/// </summary>
public abstract class ReportUnrecognizedSignInFlow<TRealm>(
    Gate gate, TRealm realm, KnownDevices<TRealm> known, EmailChanges<TRealm> changes, PasswordChanges<TRealm> passwords)
    : Operation<ReportUnrecognizedSignInFlow<TRealm>.Request, Id<EmailCode>>(gate) where TRealm : SignInRealm
{
    /// <param name="Link">Token from the emailed link.</param>
    public sealed record Request(string Link) : IRequest;

    /// <returns>The email code to choose a new password with. Its email is on the way.</returns>
    protected override async Task<Result<Id<EmailCode>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await known.FindByLinkAsync(context, request.Link, ct) is not { } device
            || await realm.LockAsync(context, device.OwnerId, ct) is not { } login)
            return SignInProblems.LinkClosed;
        // the login is locked, so of two concurrent clicks the second finds the row gone, and a concurrent sign-in either has
        // opened its session, which ends below, or finds that the password has changed
        if (await realm.Devices(context.Db).Where(row => row.Id == device.Id).ExecuteDeleteAsync(ct) == 0)
            return SignInProblems.LinkClosed;

        var change = device.EmailedTo is { } emailedTo ? await changes.FindFromAsync(context, login, emailedTo, ct) : null;
        if (change is not null && !await changes.UndoAsync(context, login, change, ct))
            return SignInProblems.PreviousEmailTaken;
        var emailCode = await passwords.ForceAsync(context, login, ct);
        realm.Recognize(context, login);
        var reported = new UnrecognizedSignInView(DeviceName.Of(device.UserAgent), device.Address, device.FirstSeenAt);
        context.Note(login.PublicId, login.AuditLabel, before: reported);
        return emailCode;
    }
}
