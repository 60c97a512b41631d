using App.Accounts;
using App.SignIn;
using App.Storefront;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Storefront;

/// <summary>Signing in at a storefront replaces a password hash that has a lower bcrypt cost than the configured one.</summary>
public sealed class RehashShopperPasswordTests(TestHost host)
{
    /// <summary>The hashing queue of an installation with the cost raised to 5 from 4, which the tests use.</summary>
    PasswordHashingQueue Raised() =>
        host.At(TimeProvider.System, settings: new Dictionary<string, string?> { ["Passwords:Cost"] = "5" })
            .GetRequiredService<PasswordHashingQueue>();

    Task<string> HashOfAsync(string email) =>
        host.ScalarAsync<string>("select password_hash from shoppers where email = $1", email);

    Task<string> StoreAsync(string email, string hash) =>
        host.ScalarAsync<string>("update shoppers set password_hash = $1 where email = $2 returning 'done'", hash, email);

    async Task<(TestOrganization Acme, TestActor Rosa, string Email, string Hash)> OpensAsync()
    {
        var acme = await host.OrganizationAsync();
        var email = AccountScenario.NewAddress("rosa");
        var rosa = await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        var hash = await HashOfAsync(email);
        Assert.StartsWith("$2b$04$", hash);
        return (acme, rosa, email, hash);
    }

    [Fact]
    public async Task Signing_in_rehashes_the_password_at_the_higher_cost()
    {
        var (acme, rosa, email, _) = await OpensAsync();
        var raised = Raised();

        Assert.True((await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password, hashing: raised)).Succeeded);

        var hash = await HashOfAsync(email);
        Assert.StartsWith("$2b$05$", hash);
        Assert.True((await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password, hashing: raised)).Succeeded);
        Assert.Equal(hash, await HashOfAsync(email)); // the hash is replaced only once
        Assert.True((await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Succeeded); // open sessions stay valid
    }

    [Fact]
    public async Task The_hash_is_kept_at_the_same_cost()
    {
        var (acme, _, email, hash) = await OpensAsync();

        Assert.True((await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Succeeded);

        Assert.Equal(hash, await HashOfAsync(email));
    }

    [Fact]
    public async Task A_wrong_password_does_not_replace_the_hash()
    {
        var (acme, _, email, hash) = await OpensAsync();

        Assert.False((await acme.Visitor.SignsInAsync(host, email, "wrong but long enough", hashing: Raised())).Succeeded);

        Assert.Equal(hash, await HashOfAsync(email));
    }

    /// <summary>The shopper changes the password after a sign-in verified it and before it stores the new hash.</summary>
    [Fact]
    public async Task A_concurrently_changed_password_is_not_overwritten()
    {
        var (acme, _, email, hash) = await OpensAsync();
        var hashing = Raised();
        var verified = (await acme.Visitor.Get<GetShopperPasswordHash>().ExecuteAsync(new(email))).Value.Stored;
        var proof = (await hashing.ProveAsync<ShopperRealm>(verified, StorefrontScenario.Password, default)).Value;
        var late = new RehashShopperPassword.Request(
            proof, (await hashing.RehashAsync(StorefrontScenario.Password, default)).Value);
        var changed = (await host.HashAsync("rosa prefers black tea now")).Value;
        await StoreAsync(email, changed);

        Assert.True((await acme.Visitor.Get<RehashShopperPassword>().ExecuteAsync(late)).Succeeded);
        Assert.Equal(changed, await HashOfAsync(email));

        await StoreAsync(email, hash);
        Assert.True((await acme.Visitor.Get<RehashShopperPassword>().ExecuteAsync(late)).Succeeded);
        Assert.StartsWith("$2b$05$", await HashOfAsync(email)); // the same request replaces the hash it verified
    }

    [Fact]
    public async Task A_locked_shopper_keeps_the_hash_so_nothing_reveals_that_the_password_was_right()
    {
        var (acme, _, email, hash) = await OpensAsync();
        for (var i = 0; i < Lockout.DefaultThreshold; i++)
            await acme.Visitor.SignsInAsync(host, email, "wrong but long enough");

        var locked = await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password, hashing: Raised());
        Assert.Equal("wrong_credentials", locked.Problem?.Code);

        Assert.Equal(hash, await HashOfAsync(email));
    }
}
