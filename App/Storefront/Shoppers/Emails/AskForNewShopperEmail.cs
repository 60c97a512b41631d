using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// A shopper wants another address: a code goes there and has to come back. The answer is the same for an address that somebody buys with
/// already; its mail says so, to its owner alone. The password is asked for, because a storefront has no second factors.
/// </summary>
public sealed class AskForNewShopperEmail(Gate gate, ShopperBook shoppers, ShopperChallengeBook challenges) : Operation<AskForNewShopperEmail.Request, Done>(gate)
{
    /// <param name="Email">To be proved.</param>
    /// <param name="Proof">Of the password.</param>
    public sealed record Request(string Email, ShopperProof Proof) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email");
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_email.ask_change";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await shoppers.LockProvedAsync(pass, request.Proof, ct) is not { } shopper)
            return ShopperProblems.WrongPassword;
        var email = request.Email.Trim();
        if (Shopper.Normalize(email) == shopper.NormalizedEmail)
            return Problem.Invalid.For("email", "This is your address already.");

        await ShopperChallengeBook.LockAddressAsync(pass, email, ct);
        var purpose = await shoppers.IsTakenAsync(pass, email, ct) ? ShopperChallengePurpose.AddressTaken : ShopperChallengePurpose.NewAddress;
        await challenges.PutAsync(pass, purpose, shopper.Id, email,
            made => new ShopperChallenge(made.Id, purpose, shopper.Id, made.RecipientHash, made.Kept, pass.Now) { SessionId = pass.Actor.SessionId, NewEmail = email },
            secret => purpose == ShopperChallengePurpose.NewAddress ? new ShopperNewAddressLetter(pass.Organization.Name, secret.Code) : new ShopperAddressTakenLetter(pass.Organization.Name), ct);
        pass.Note(shopper.Id.ToString(), shopper.Email);
        return new Done();
    }
}
