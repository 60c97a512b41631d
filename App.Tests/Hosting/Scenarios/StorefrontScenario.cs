using App.Catalog;
using App.Customers;
using App.SignIn;
using App.Storefront;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>A storefront that sells tea, and Rosa, a shopper of a café that buys there.</summary>
sealed record TeaShop(TestOrganization Acme, Id<Customer> Cafe, Id<Variant> Tea, Id<Product> Product, TestActor Rosa)
{
    public async Task<CartView> CartAsync(TestActor? of = null) =>
        (await (of ?? Rosa).Get<GetCart>().ExecuteAsync(new(null))).Value;

    public Task<Result<Done>> AddsAsync(decimal quantity, Id<Variant>? what = null) =>
        Rosa.Get<AddToCart>().ExecuteAsync(new(null, what ?? Tea, quantity));

    public Task<Result<App.Orders.OrderView>> ChecksOutAsync(CartView cart, string? reference = null) =>
        Rosa.Get<CheckOut>().ExecuteAsync(new(cart.Id!.Value, cart.Revision, reference));
}

/// <summary>The starting point of storefront tests.</summary>
static class StorefrontScenario
{
    public const string Password = "rosa likes green tea";

    /// <summary>Invites a shopper of the customer, who chooses a password and is signed in.</summary>
    public static async Task<TestActor> LetsInAsync(
        this TestOrganization acme, TestHost host, Id<Customer>? customer = null, string? email = null)
    {
        email ??= AccountScenario.NewAddress("rosa");
        var invited = await acme.Owner.Get<InviteShopper>().ExecuteAsync(
            new(customer ?? await acme.KnowsCafeAsync(), "Rosa", email));
        Assert.True(invited.Succeeded, invited.Problem?.Detail);
        var opened = (await acme.Visitor.Get<AcceptShopperInvitation>().ExecuteAsync(
            new(await host.LinkToAsync(email), await host.HashAsync(Password)))).Value;
        return acme.Showing(new Credential.Storefront(acme.Slug, opened.SessionId.Value));
    }

    /// <summary>Creates a storefront with this quantity of tea for sale and a signed-in shopper.</summary>
    public static async Task<TeaShop> OpensTeaShopAsync(this TestOrganization acme, TestHost host, decimal quantity = 20)
    {
        var (tea, _) = await acme.HasTeaAsync(quantity);
        var cafe = await acme.KnowsCafeAsync();
        var product = (await acme.Owner.Get<GetVariant>().ExecuteAsync(new(tea))).Value.ProductId;
        return new(acme, cafe, tea, product, await acme.LetsInAsync(host, cafe));
    }

    /// <summary>Issues the access token that the browser of a session would send now.</summary>
    public static async Task<string> AccessTokenOfAsync(this TestHost host, OpenedSession session) =>
        (await host.Scoped<SessionTokens<ShopperRealm>>().IssueAsync(session, default)).Access;

    /// <summary>Signs a visitor in. Pass a hashing queue to verify the password with another cost than the host's.</summary>
    public static Task<Result<OpenedSession>> SignsInAsync(
        this TestActor visitor, TestHost host, string? email, string? password, string? cartToken = null,
        PasswordHashingQueue? hashing = null) =>
        visitor.SignInOf(host, hashing).AttemptAsync(email, password, cartToken, default);

    /// <summary>Verifies the password of a signed-in shopper again.</summary>
    public static Task<Result<SignInProof<ShopperRealm>>> ProvesAsync(
        this TestActor shopper, TestHost host, string password = Password) =>
        shopper.SignInOf(host).ProveOwnAsync(password, default);

    static ShopperSignIn SignInOf(this TestActor actor, TestHost host, PasswordHashingQueue? hashing = null)
    {
        hashing ??= host.Services.GetRequiredService<PasswordHashingQueue>();
        return new(
            host.Scoped<ShopperRealm>(),
            actor.Get<GetShopperPasswordHash>(),
            hashing,
            actor.Get<RecordFailedShopperSignIn>(),
            actor.Get<LockShopper>(),
            actor.Get<RehashShopperPassword>(),
            new SignInRateLimit(
                host.Services.GetRequiredService<Limiter>(), new Caller(), hashing,
                host.Services.GetRequiredService<SecurityLog>()),
            actor.Get<OpenShopperSession>());
    }

    static T Scoped<T>(this TestHost host) where T : notnull => host.Services.CreateScope().ServiceProvider.GetRequiredService<T>();
}
