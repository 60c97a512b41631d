using App.Accounts;
using App.Customers;
using App.SignIn;
using App.Storefront;
using Microsoft.EntityFrameworkCore;

namespace App.Demo;

/// <summary>
/// Creates a shopper of the demo from a contact of a customer. The shopper has a password and doesn't have to accept an
/// invitation.
/// </summary>
public sealed class SeedShopper(Gate gate) : Operation<SeedShopper.Request, ShopperView>(gate)
{
    /// <summary>Names the customer whose first contact becomes the shopper.</summary>
    public sealed record Request(Id<Customer> CustomerId, HashedPassword Password) : IRequest;

    protected internal override Access Access => Access.System;
    protected internal override string Action => "demo.seed_shopper";

    protected override async Task<Result<ShopperView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var buyer = await context.Db.Customers.SingleAsync(customer => customer.Id == request.CustomerId, ct);
        var contact = buyer.Contacts[0];
        var shopper = Shopper.Invite(request.CustomerId, contact.Name, contact.Email!, Token.HashOf(Token.New()), context.Now);
        shopper.Join(request.Password.Value, context.Now);
        context.Db.Shoppers.Add(shopper);
        var view = ShopperView.Of(shopper, context.Now);
        context.Note(view.Id.ToString(), view.Name, after: ShopperView.OfAudit(shopper, context.Now));
        return view;
    }
}
