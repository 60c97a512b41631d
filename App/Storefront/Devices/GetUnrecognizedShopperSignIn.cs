using App.Accounts;

namespace App.Storefront;

/// <summary>
/// Returns the sign-in that an emailed "It wasn't me" link is about, for anyone with the link. It has no side effects, because
/// email scanners follow links.
/// </summary>
public sealed class GetUnrecognizedShopperSignIn(Gate gate, KnownShopperDevices devices, Places places)
    : Query<GetUnrecognizedShopperSignIn.Request, UnrecognizedSignInView>(gate)
{
    /// <param name="Link">Token from the emailed link.</param>
    public sealed record Request(string Link) : IRequest;

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_sign_in.get_unrecognized";

    protected override async Task<Result<UnrecognizedSignInView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await devices.FindByLinkAsync(context, request.Link, ct) is { } device
            ? new UnrecognizedSignInView(DeviceName.Of(device.UserAgent), places.Describe(device.Address), device.FirstSeenAt)
            : AccountProblems.LinkClosed;
}
