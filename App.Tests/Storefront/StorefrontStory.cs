using App.Catalog;
using App.Customers;
using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Customers;
using App.Tests.Inventory;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Storefront;

/// <summary>A café whose Rosa buys tea at the storefront.</summary>
sealed record TeaShop(TestOrganization Acme, Id<Customer> Cafe, Id<Variant> Tea, Id<Product> Product, TestActor Rosa)
{
    public async Task<CartView> CartAsync(TestActor? of = null) => (await (of ?? Rosa).Get<GetCart>().ExecuteAsync(new(null))).Value;

    public Task<Result<Done>> AddsAsync(decimal quantity, Id<Variant>? what = null) => Rosa.Get<AddToCart>().ExecuteAsync(new(null, what ?? Tea, quantity));

    public Task<Result<App.Orders.OrderView>> ChecksOutAsync(CartView cart, string? reference = null) => Rosa.Get<CheckOut>().ExecuteAsync(new(cart.Id!.Value, cart.Revision, reference));
}

/// <summary>What storefront tests begin with.</summary>
static class StorefrontStory
{
    public const string Password = "rosa likes green tea";

    /// <summary>Somebody of a customer who was invited, has chosen a password and is signed in.</summary>
    public static async Task<TestActor> LetsInAsync(this TestOrganization acme, TestHouse house, Id<Customer>? customer = null, string? email = null)
    {
        email ??= AccountStory.NewAddress("rosa");
        var invited = await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(customer ?? await acme.KnowsCafeAsync(), "Rosa", email));
        Assert.True(invited.Succeeded, invited.Problem?.Detail);
        var opened = (await acme.Visitor.Get<JoinStorefront>().ExecuteAsync(new(await house.LinkToAsync(email), await house.HashAsync(Password)))).Value;
        return acme.Showing(new Credential.Storefront(acme.Slug, opened.SessionId.Value));
    }

    /// <summary>So much tea for sale, and Rosa in.</summary>
    public static async Task<TeaShop> OpensTeaShopAsync(this TestOrganization acme, TestHouse house, decimal quantity = 20)
    {
        var (tea, _) = await acme.HasTeaAsync(quantity);
        var cafe = await acme.KnowsCafeAsync();
        var product = (await acme.Owner.Get<GetVariant>().ExecuteAsync(new(tea))).Value.ProductId;
        return new(acme, cafe, tea, product, await acme.LetsInAsync(house, cafe));
    }

    /// <summary>What the browser of a session would carry now.</summary>
    public static async Task<string> AccessTokenOfAsync(this TestHouse house, OpenedShopperSession session) =>
        (await new ShopperTokens(house.Services.GetRequiredService<AccessTokens>()).IssueAsync(session, default)).Access;

    /// <param name="visitor">Who signs in.</param>
    /// <param name="house">The test's.</param>
    /// <param name="email">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="cartToken">The visitor's cart.</param>
    /// <param name="desk">Where the password is verified, in a test with another cost than the house's.</param>
    public static Task<Result<OpenedShopperSession>> SignsInAsync(
        this TestActor visitor, TestHouse house, string? email, string? password, string? cartToken = null,
        App.Accounts.PasswordDesk? desk = null) =>
        visitor.AtTheDoor(house, desk).AttemptAsync(email, password, cartToken, default);

    /// <summary>Someone signed in enters their own password once more.</summary>
    public static Task<Result<ShopperProof>> ProvesAsync(this TestActor shopper, TestHouse house, string password = Password) => shopper.AtTheDoor(house).ProveOwnAsync(password, default);

    static ShopperSignIn AtTheDoor(this TestActor actor, TestHouse house, App.Accounts.PasswordDesk? desk = null)
    {
        desk ??= house.Services.GetRequiredService<App.Accounts.PasswordDesk>();
        return new(actor.Get<FindShopperPassword>(), desk, actor.Get<CountFailedShopperSignIn>(), actor.Get<LockShopper>(), actor.Get<OpenShopperSession>(),
            new App.Accounts.SignInTries(house.Services.GetRequiredService<Limiter>(), new Caller(), desk),
            actor.Get<RehashShopperPassword>());
    }
}
