using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Replaces the hash of a password that was just verified with one of the configured cost. The password itself does not change,
/// so sessions and trusted browsers stay valid; the sign-in leaves its own audit entry.
/// </summary>
public sealed class RehashPassword(Gate gate) : Operation<RehashPassword.Request, Done>(gate)
{
    /// <param name="Proof">Proof that the password was right.</param>
    /// <param name="Password">The same password, hashed again.</param>
    public sealed record Request(SignInProof Proof, HashedPassword Password) : IRequest;

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "password.rehash";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var id = request.Proof.AccountId;
        var weak = request.Proof.WeakHash;
        var strong = request.Password.Value;
        // replace only the verified hash: the password may have been changed in the meantime
        await context.Db.Accounts.Where(account => account.Id == id && account.PasswordHash == weak && weak != null)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordHash, strong), ct);
        return new Done();
    }
}
