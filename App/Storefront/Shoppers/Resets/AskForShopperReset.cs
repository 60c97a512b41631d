using App.Platform;

namespace App.Storefront;

/// <summary>A customer has forgotten the storefront's password. As for staff: the same for every address, and no audit entry.</summary>
public sealed class AskForShopperReset(Gate gate, ShopperPasswordBook book) : Operation<AskForShopperReset.Request, Id<ShopperChallenge>>(gate)
{
    /// <param name="Email">What they sign in with.</param>
    /// <param name="Held">The reset that this browser has begun before.</param>
    /// <param name="ByProgram">A program asks, which holds nothing but the code.</param>
    public sealed record Request(string Email, Id<ShopperChallenge>? Held = null, bool ByProgram = false) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email");
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_password.ask_reset";
    protected internal override bool Audited => false;

    protected override async Task<Result<Id<ShopperChallenge>>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await book.AskAsync(pass, request.Email, request.Held, request.ByProgram, ct);
}
