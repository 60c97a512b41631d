namespace App.SignIn;

/// <summary>
/// Replaces the hash of a password that was just verified with one of the configured cost. The password itself does not change,
/// so sessions and trusted browsers stay valid; the sign-in leaves its own audit entry.
/// </summary>
public abstract class RehashPasswordFlow<TRealm>(Gate gate, TRealm realm)
    : Operation<RehashPasswordFlow<TRealm>.Request, Done>(gate) where TRealm : SignInRealm
{
    /// <param name="Proof">Proof that the password was right.</param>
    /// <param name="Password">The same password, hashed again.</param>
    public sealed record Request(SignInProof<TRealm> Proof, HashedPassword Password) : IRequest;

    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (request.Proof.WeakHash is { } weak)
            await realm.RehashAsync(context, request.Proof.Login, weak, request.Password.Value, ct);
        return new Done();
    }
}
