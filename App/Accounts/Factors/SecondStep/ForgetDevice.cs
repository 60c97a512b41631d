using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>A remembered browser has to show a second factor again. It gives nothing away, so it asks for no step-up.</summary>
public sealed class ForgetDevice(Gate gate) : Operation<ForgetDevice.Request, Done>(gate)
{
    public sealed record Request(Id<RememberedDevice> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "device.forget";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (devices, accountId) = (pass.Db.RememberedDevices, pass.Actor.AccountId);
        if (await devices.SingleOrDefaultAsync(row => row.Id == request.Id && row.AccountId == accountId, ct) is not { } device)
            return Problem.Missing("The device");
        devices.Remove(device);
        pass.Note(device.Id.ToString(), pass.Actor.Name, before: DeviceView.Of(device));
        return new Done();
    }
}
