using App.SignIn;

namespace App.Storefront;

/// <summary>
/// Changes the calling shopper's password. It requires the current password, and ends the shopper's other sessions.
/// </summary>
public sealed class ChangeShopperPassword(
    Gate gate, SessionStore<ShopperRealm> sessions, PasswordChanges<ShopperRealm> passwords)
    : Operation<ChangeShopperPassword.Request, Done>(gate)
{
    /// <param name="Password">The new password, hashed before this transaction.</param>
    /// <param name="Proof">Proof of the current password.</param>
    public sealed record Request(HashedPassword Password, SignInProof<ShopperRealm> Proof) : IRequest;

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_password.change";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await sessions.LockOwnAsync(context, request.Proof, ct) is not { } shopper)
            return ShopperProblems.WrongPassword;
        await passwords.ChangeAsync(context, shopper, request.Password, context.Actor.SessionId, ct);
        return new Done();
    }
}
