using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Replaces the hash of a password that was just verified by one of the configured cost. The password stays what it is, and so
/// does everything that it opened; the sign-in that brought it leaves its own entry.
/// </summary>
public sealed class RehashPassword(Gate gate) : Operation<RehashPassword.Request, Done>(gate)
{
    /// <param name="Proof">That the password was right.</param>
    /// <param name="Password">The same password, hashed again.</param>
    public sealed record Request(SignInProof Proof, HashedPassword Password) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "password.rehash";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (accounts, id) = (pass.Db.Accounts, request.Proof.AccountId);
        var (weak, strong) = (request.Proof.WeakHash, request.Password.Value);
        // Only the hash that was verified is replaced: a password that was changed meanwhile stays.
        await accounts.Where(account => account.Id == id && account.PasswordHash == weak && weak != null)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordHash, strong), ct);
        return new Done();
    }
}
