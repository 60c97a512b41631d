using App.Platform;

namespace App.Accounts;

/// <summary>What the page of a mailed link shows to whoever holds the link. Looking does nothing: mail scanners look, too.</summary>
public sealed class ReadNewDevice(Gate gate, KnownDeviceBook devices, Places places) : Query<ReadNewDevice.Request, NewDeviceView>(gate)
{
    /// <param name="Link">Token of the mailed link.</param>
    public sealed record Request(string Link) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "device.read";

    protected override async Task<Result<NewDeviceView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await devices.FindByLinkAsync(pass, request.Link, ct) is { } device
            ? new NewDeviceView(DeviceName.Of(device.UserAgent), places.Describe(device.Address), device.FirstSeenAt)
            : AccountProblems.LinkClosed;
}
