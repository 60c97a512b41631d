using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// "This was not me", by the link that was mailed to the account's owner: whoever signed in knows the password. Every session ends, no browser
/// leaves out the second step any longer, and the password opens nothing until a new one is chosen. It takes rights away and is asked of
/// nobody twice: whoever sees a theft must be quick.
/// </summary>
public sealed class DisownDevice(Gate gate, AccountBook accounts, KnownDeviceBook known, DeviceBook remembered, PasswordBook passwords) : Operation<DisownDevice.Request, Id<Challenge>>(gate)
{
    /// <param name="Link">Token of the mailed link.</param>
    public sealed record Request(string Link) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "device.disown";

    /// <returns>The challenge to choose a new password with, of which the mail is on its way.</returns>
    protected override async Task<Result<Id<Challenge>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await known.FindByLinkAsync(pass, request.Link, ct) is not { } device || await accounts.LockAsync(pass, device.AccountId, ct) is not { } account)
            return AccountProblems.LinkClosed;
        // Under the lock: of two clicks the second finds it gone, and a sign-in that was on its way is among those that end.
        if (await pass.Db.KnownDevices.Where(row => row.Id == device.Id).ExecuteDeleteAsync(ct) == 0)
            return AccountProblems.LinkClosed;

        await remembered.ForgetAllAsync(pass, account.Id, ct);
        var challenge = await passwords.ForceAsync(pass, account, ct);

        var view = AccountView.Of(account);
        pass.Recognize(view.Id.ToString(), view.Name, account.Id);
        pass.Note(view.Id.ToString(), view.Name, before: new NewDeviceView(DeviceName.Of(device.UserAgent), device.Address, device.FirstSeenAt));
        return challenge;
    }
}
