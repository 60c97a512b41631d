using App.Accounts;
using App.Customers;
using App.Platform;

namespace App.Storefront;

/// <summary>Mails the links into the storefront, the first time and again.</summary>
public sealed class ShopperLetters(ShopperBook book, CustomerBook customers, Postbox postbox, Site site) : ILetterWriter
{
    public string Kind => ShopperLetter.Word;

    public Permission Permission => StorefrontPermissions.ChangeShoppers;

    public Task<MailEntry> SendAsync(Pass pass, Shopper shopper, string customer, string token) =>
        postbox.PutAsync(pass, shopper.Email, new ShopperLetter(shopper.Id, pass.Organization.Name, customer, shopper.Name, site.Link($"/s/{pass.Organization.Slug}/welcome/{token}")));

    public async Task<Result<MailEntry>> WriteAsync(Pass pass, string about, CancellationToken ct)
    {
        if (!Id<Shopper>.TryRead(about, out var id) || await book.LockAsync(pass, id, ct) is not { } shopper
            || await customers.FindBuyerAsync(pass, shopper.CustomerId, ct) is not { } customer)
            return Problem.Missing("The shopper");
        if (shopper.StateAt(pass.Now) is ShopperState.Active or ShopperState.Withdrawn)
            return ShopperProblems.NotWaiting;
        var token = Token.New();
        shopper.InviteAgain(Token.HashOf(token), pass.Now);
        return await SendAsync(pass, shopper, customer.Name, token);
    }
}
