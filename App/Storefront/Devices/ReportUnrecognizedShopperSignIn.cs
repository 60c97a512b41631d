using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Reports a sign-in that was not made by the shopper, with the link that was emailed to them. Since the other person knows the
/// password, all sessions end, and the password stops working until a new one is chosen.
/// </summary>
public sealed class ReportUnrecognizedShopperSignIn(Gate gate, ShopperStore shoppers, KnownShopperDevices devices)
    : Operation<ReportUnrecognizedShopperSignIn.Request, Done>(gate)
{
    /// <param name="Link">Token from the emailed link.</param>
    public sealed record Request(string Link) : IRequest;

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_sign_in.report_unrecognized";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await devices.FindByLinkAsync(context, request.Link, ct) is not { } device
            || await shoppers.LockAsync(context, device.ShopperId, ct) is not { WithdrawnAt: null } shopper)
            return AccountProblems.LinkClosed;
        // the shopper is locked, so of two concurrent clicks the second finds the row gone, and a concurrent sign-in either has
        // opened its session, which ends below, or finds that the password has changed
        if (await context.Db.KnownShopperDevices.Where(row => row.Id == device.Id).ExecuteDeleteAsync(ct) == 0)
            return AccountProblems.LinkClosed;

        await shoppers.EndSessionsAsync(context, shopper.Id, null, ct);
        shopper.VoidPassword();
        context.RecognizeShopper(shopper.Id.ToString(), shopper.Name, shopper.CustomerId.Value);
        var reported = new UnrecognizedSignInView(DeviceName.Of(device.UserAgent), device.Address, device.FirstSeenAt);
        context.Note(shopper.Id.ToString(), shopper.Email, before: reported);
        return new Done();
    }
}
