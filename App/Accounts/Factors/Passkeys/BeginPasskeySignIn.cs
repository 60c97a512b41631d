using App.Platform;

namespace App.Accounts;

/// <summary>Someone is about to sign in with a passkey. The question is the same for everybody: it names no account.</summary>
public sealed class BeginPasskeySignIn(Gate gate, PasskeyDesk desk) : Operation<BeginPasskeySignIn.Request, BegunCeremony>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "passkey.begin_sign_in";
    protected internal override bool Audited => false;

    protected override async Task<Result<BegunCeremony>> PerformAsync(Request request, Pass pass, CancellationToken ct) => await desk.BeginAsync(pass, PasskeyPurpose.SignIn, null);
}
