namespace App.Accounts;

/// <summary>Creates the challenge for signing in with a passkey. It names no account, so it is the same for everyone.</summary>
public sealed class BeginPasskeySignIn(Gate gate, PasskeyVerifier verifier)
    : Operation<BeginPasskeySignIn.Request, BegunCeremony>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "passkey.begin_sign_in";
    protected internal override bool Audited => false;

    protected override async Task<Result<BegunCeremony>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await verifier.BeginAsync(context, PasskeyPurpose.SignIn, null);
}
