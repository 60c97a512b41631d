using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Reports a sign-in that was not made by the account's owner, with the link that was emailed to them. Since the other person
/// knows the password, all sessions end, browsers lose their trust, and the password stops working until a new one is chosen.
/// It only removes access and does not ask for a further confirmation, so the owner can react quickly.
/// </summary>
public sealed class ReportUnrecognizedSignIn(
    Gate gate, AccountStore accounts, KnownDevices known, TrustedDevices trusted, PasswordChanges passwords)
    : Operation<ReportUnrecognizedSignIn.Request, Id<EmailCode>>(gate)
{
    /// <param name="Link">Token from the emailed link.</param>
    public sealed record Request(string Link) : IRequest;

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "sign_in.report_unrecognized";

    /// <returns>The email code to choose a new password with. Its email is on the way.</returns>
    protected override async Task<Result<Id<EmailCode>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await known.FindByLinkAsync(context, request.Link, ct) is not { } device
            || await accounts.LockAsync(context, device.AccountId, ct) is not { } account)
            return AccountProblems.LinkClosed;
        // the account is locked, so of two concurrent clicks the second finds the row gone, and a concurrent sign-in either has
        // opened its session, which ends below, or finds that the password has changed
        if (await context.Db.KnownDevices.Where(row => row.Id == device.Id).ExecuteDeleteAsync(ct) == 0)
            return AccountProblems.LinkClosed;

        await trusted.ForgetAllAsync(context, account.Id, ct);
        var emailCode = await passwords.ForceAsync(context, account, ct);

        var view = AccountView.Of(account);
        context.Recognize(view.Id.ToString(), view.Name, account.Id);
        var reported = new UnrecognizedSignInView(DeviceName.Of(device.UserAgent), device.Address, device.FirstSeenAt);
        context.Note(view.Id.ToString(), view.Name, before: reported);
        return emailCode;
    }
}
