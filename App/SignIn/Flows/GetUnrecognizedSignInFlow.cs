namespace App.SignIn;

/// <summary>
/// Returns the sign-in that an emailed "It wasn't me" link is about, for anyone with the link. It has no side effects, because
/// email scanners follow links.
/// </summary>
public abstract class GetUnrecognizedSignInFlow<TRealm>(Gate gate, KnownDevices<TRealm> devices, Places places)
    : Query<GetUnrecognizedSignInFlow<TRealm>.Request, UnrecognizedSignInView>(gate) where TRealm : SignInRealm
{
    /// <param name="Link">Token from the emailed link.</param>
    public sealed record Request(string Link) : IRequest;

    protected override async Task<Result<UnrecognizedSignInView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await devices.FindByLinkAsync(context, request.Link, ct) is { } device
            ? new UnrecognizedSignInView(DeviceName.Of(device.UserAgent), places.Describe(device.Address), device.FirstSeenAt)
            : SignInProblems.LinkClosed;
}
