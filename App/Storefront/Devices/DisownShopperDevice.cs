using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>"This was not me" of a shopper, by the link that was mailed to them: every session ends, and the password opens nothing until a new one is chosen.</summary>
public sealed class DisownShopperDevice(Gate gate, ShopperBook book, ShopperDeviceBook devices) : Operation<DisownShopperDevice.Request, Done>(gate)
{
    /// <param name="Link">Token of the mailed link.</param>
    public sealed record Request(string Link) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_device.disown";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await devices.FindByLinkAsync(pass, request.Link, ct) is not { } device || await book.LockAsync(pass, device.ShopperId, ct) is not { WithdrawnAt: null } shopper)
            return AccountProblems.LinkClosed;
        // Under the lock: of two clicks the second finds it gone, and a sign-in that was on its way is among those that end.
        if (await pass.Db.KnownShopperDevices.Where(row => row.Id == device.Id).ExecuteDeleteAsync(ct) == 0)
            return AccountProblems.LinkClosed;

        await book.EndSessionsAsync(pass, shopper.Id, null, ct);
        shopper.VoidPassword();
        pass.RecognizeShopper(shopper.Id.ToString(), shopper.Name, shopper.CustomerId.Value);
        pass.Note(shopper.Id.ToString(), shopper.Email, before: new NewDeviceView(DeviceName.Of(device.UserAgent), device.Address, device.FirstSeenAt));
        return new Done();
    }
}
