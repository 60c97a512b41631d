using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Requests a change of the calling shopper's email address: a code is emailed to the new address. The response is the same for
/// an address that is already in use; only its owner learns that from the email. It requires the password, because storefronts
/// have no second factors.
/// </summary>
public sealed class AskForNewShopperEmail(Gate gate, ShopperStore shoppers, ShopperEmailCodeStore emailCodes)
    : Operation<AskForNewShopperEmail.Request, Done>(gate)
{
    /// <param name="Email">The new address.</param>
    /// <param name="Proof">Proof of the password.</param>
    public sealed record Request(string Email, ShopperProof Proof) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email");
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_email.request_change";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await shoppers.LockProvedAsync(context, request.Proof, ct) is not { } shopper)
            return ShopperProblems.WrongPassword;
        var email = request.Email.Trim();
        if (Shopper.Normalize(email) == shopper.NormalizedEmail)
            return Problem.Invalid.For("email", "This is already your email address.");

        await ShopperEmailCodeStore.LockAddressAsync(context, email, ct);
        var organization = context.Organization.Name;
        var isTaken = await shoppers.IsTakenAsync(context, email, ct);
        var purpose = isTaken ? ShopperEmailCodePurpose.AddressTaken : ShopperEmailCodePurpose.NewAddress;
        await emailCodes.PutAsync(context, purpose, shopper.Id, email,
            made => new ShopperEmailCode(made.Id, purpose, shopper.Id, made.RecipientHash, made.Kept, context.Now)
            {
                SessionId = context.Actor.SessionId,
                NewEmail = email,
            },
            secret => isTaken
                ? new AddressTakenEmail { Storefront = organization }
                : new NewAddressEmail { Storefront = organization, Code = secret.Code }, ct);
        context.Note(shopper.Id.ToString(), shopper.Email);
        return new Done();
    }
}
