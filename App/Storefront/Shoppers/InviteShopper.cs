using App.Accounts;
using App.Customers;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>A person of a customer is let into the storefront, by a mailed link; once more, with a new link, when the first was not used.</summary>
public sealed class InviteShopper(Gate gate, CustomerBook customers, ShopperLetters letters) : Operation<InviteShopper.Request, ShopperView>(gate)
{
    /// <param name="CustomerId">Whom they will buy for.</param>
    /// <param name="Name">Up to 200 characters.</param>
    /// <param name="Email">Where the link goes, and what they sign in with.</param>
    public sealed record Request(Id<Customer> CustomerId, string Name, string Email) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Name, 200, "The name").Email(Email, "The email");
    }

    protected internal override Permission Permission => StorefrontPermissions.ChangeShoppers;
    protected internal override string Action => "shopper.invite";

    protected override async Task<Result<ShopperView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await customers.FindBuyerAsync(pass, request.CustomerId, ct) is not { } customer)
            return Problem.Missing("The customer");
        var (shoppers, normalized, token) = (pass.Db.Shoppers, Shopper.Normalize(request.Email), Token.New());
        var known = await shoppers.SingleOrDefaultAsync(row => row.NormalizedEmail == normalized && row.WithdrawnAt == null, ct);
        if (known is not null && (known.JoinedAt is not null || known.CustomerId != request.CustomerId))
            return ShopperProblems.EmailTaken;

        var before = known is null ? null : ShopperView.Of(known, pass.Now);
        var shopper = known ?? Shopper.Invite(request.CustomerId, request.Name, request.Email, Token.HashOf(token), pass.Now);
        if (known is null)
            shoppers.Add(shopper);
        else
            shopper.InviteAgain(Token.HashOf(token), pass.Now);
        await letters.SendAsync(pass, shopper, customer.Name, token);

        var view = ShopperView.Of(shopper, pass.Now);
        pass.Note(view.Id.ToString(), view.Email, before, view);
        return view;
    }
}
