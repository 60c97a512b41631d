using App.Accounts;
using App.Customers;

namespace App.Storefront;

/// <summary>Emails storefront invitations, the first time and again.</summary>
public sealed class ShopperEmails(CustomerLookup customers, EmailOutbox outbox, PublicUrl publicUrl)
    : IEmailRenderer
{
    public string Kind => ShopperEmail.Word;

    public Permission Permission => StorefrontPermissions.ChangeShoppers;

    public Task<Result<EmailLogEntry>> SendAsync(OperationContext context, Shopper shopper, string customer, string token) =>
        outbox.PutAsync(context, shopper.Email, new ShopperEmail
        {
            ShopperId = shopper.Id,
            CustomerId = shopper.CustomerId,
            Organization = context.Organization.Name,
            Customer = customer,
            Name = shopper.Name,
            Link = publicUrl.Link($"/s/{context.Organization.Slug}/welcome/{token}"),
        });

    public async Task<Result<EmailLogEntry>> WriteAsync(OperationContext context, string about, CancellationToken ct)
    {
        if (!Id<Shopper>.TryRead(about, out var id) || await context.LockAsync(id, ct) is not { } shopper
            || await customers.FindBuyerAsync(context, shopper.CustomerId, ct) is not { } customer)
            return Problem.Missing("The shopper");
        if (shopper.StateAt(context.Now) is ShopperState.Active or ShopperState.Withdrawn)
            return ShopperProblems.NotWaiting;
        var token = Token.New();
        shopper.InviteAgain(Token.HashOf(token), context.Now);
        return await SendAsync(context, shopper, customer.Name, token);
    }
}
