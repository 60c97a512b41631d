using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>What the page of a mailed link shows to whoever holds the link. Looking does nothing.</summary>
public sealed class ReadNewShopperDevice(Gate gate, ShopperDeviceBook devices, Places places) : Query<ReadNewShopperDevice.Request, NewDeviceView>(gate)
{
    /// <param name="Link">Token of the mailed link.</param>
    public sealed record Request(string Link) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_device.read";

    protected override async Task<Result<NewDeviceView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await devices.FindByLinkAsync(pass, request.Link, ct) is { } device
            ? new NewDeviceView(DeviceName.Of(device.UserAgent), places.Describe(device.Address), device.FirstSeenAt)
            : AccountProblems.LinkClosed;
}
