using App.Accounts;
using App.Customers;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Invites a person of a customer to the storefront with an emailed link. If an earlier invitation was not accepted, it sends a
/// new link.
/// </summary>
public sealed class InviteShopper(Gate gate, CustomerLookup customers, ShopperEmails emails)
    : Operation<InviteShopper.Request, ShopperView>(gate)
{
    /// <param name="CustomerId">Customer that the person will buy for.</param>
    /// <param name="Name">Name of the person, up to 200 characters.</param>
    /// <param name="Email">Address that the link is sent to and that the person signs in with.</param>
    public sealed record Request(
        Id<Customer> CustomerId, [property: Mailed] string Name, [property: AnyText] string Email) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Name, 200, "The name").Email(Email, "The email address");
    }

    protected internal override Access Access => Access.Member(StorefrontPermissions.ChangeShoppers);
    protected internal override string Action => "shopper.invite";
    protected internal override Effects Effects => Effects.NewRights;

    protected override async Task<Result<ShopperView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await customers.FindBuyerAsync(context, request.CustomerId, ct) is not { } customer)
            return Problem.Missing("The customer");
        var normalized = EmailAddress.KeyOf(request.Email);
        var token = Token.New();
        var known = await context.Db.Shoppers
            .SingleOrDefaultAsync(row => row.NormalizedEmail == normalized && row.WithdrawnAt == null, ct);
        if (known is not null && (known.JoinedAt is not null || known.CustomerId != request.CustomerId))
            return ShopperProblems.EmailTaken;

        var before = known is null ? null : ShopperView.OfAudit(known, context.Now);
        var shopper = known
            ?? Shopper.Invite(request.CustomerId, request.Name, request.Email, Token.HashOf(token), context.Now);
        if (known is null)
            context.Db.Shoppers.Add(shopper);
        else
            shopper.InviteAgain(Token.HashOf(token), context.Now);
        if ((await emails.SendAsync(context, shopper, customer.Name, token)).Problem is { } refused)
            return refused;

        context.Note(shopper.Id.ToString(), shopper.Name, before, ShopperView.OfAudit(shopper, context.Now));
        return ShopperView.Of(shopper, context.Now);
    }
}
