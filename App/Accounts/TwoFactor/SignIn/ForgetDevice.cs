using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Stops trusting a browser: its next sign-in requires a second factor again. It only removes access, so it does not ask for a
/// second factor.
/// </summary>
public sealed class ForgetDevice(Gate gate) : Operation<ForgetDevice.Request, Done>(gate)
{
    public sealed record Request(Id<TrustedDevice> Id) : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "device.forget";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var devices = context.Db.TrustedDevices;
        var accountId = context.Actor.AccountId;
        if (await devices.SingleOrDefaultAsync(row => row.Id == request.Id && row.AccountId == accountId, ct) is not { } device)
            return Problem.Missing("The device");
        devices.Remove(device);
        context.Note(device.Id.ToString(), context.Actor.Name, before: DeviceView.Of(device));
        return new Done();
    }
}
