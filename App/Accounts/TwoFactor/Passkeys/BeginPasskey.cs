namespace App.Accounts;

/// <summary>
/// Creates the challenge for adding a passkey. It lists the account's passkeys, so the browser does not create one that exists.
/// </summary>
public sealed class BeginPasskey(Gate gate, AccountStore accounts, PasskeyVerifier verifier)
    : Operation<BeginPasskey.Request, BegunCeremony>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "passkey.begin";
    protected internal override Effects Effects => Effects.NewCredential;
    protected internal override bool Audited => false;

    protected override async Task<Result<BegunCeremony>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await accounts.FindAsync(context, context.Actor.AccountId!.Value, ct) is { } account
            ? await verifier.BeginAsync(context, PasskeyPurpose.Create, account)
            : Problem.Missing("The account");
}
