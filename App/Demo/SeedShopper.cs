using App.Accounts;
using App.Customers;
using App.Platform;
using App.Storefront;
using Microsoft.EntityFrameworkCore;

namespace App.Demo;

/// <summary>One of the demo's shoppers comes to be, as if they had been invited and had chosen a password: a contact of one of the customers.</summary>
public sealed class SeedShopper(Gate gate) : Operation<SeedShopper.Request, ShopperView>(gate)
{
    /// <param name="CustomerId">Whose first contact it is.</param>
    /// <param name="Password">Theirs.</param>
    public sealed record Request(Id<Customer> CustomerId, HashedPassword Password) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "demo.seed_shopper";

    protected override async Task<Result<ShopperView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var contact = (await pass.Db.Customers.SingleAsync(customer => customer.Id == request.CustomerId, ct)).Contacts[0];
        var shopper = Shopper.Invite(request.CustomerId, contact.Name, contact.Email!, Token.HashOf(Token.New()), pass.Now);
        shopper.Join(request.Password.Value, pass.Now);
        pass.Db.Shoppers.Add(shopper);
        var view = ShopperView.Of(shopper, pass.Now);
        pass.Note(view.Id.ToString(), view.Email, after: view);
        return view;
    }
}
