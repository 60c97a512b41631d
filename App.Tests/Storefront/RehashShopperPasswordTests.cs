using App.Accounts;
using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Customers;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Storefront;

/// <summary>Signing in at a storefront replaces the hash of a password when bcrypt's cost was raised since it was made.</summary>
public sealed class RehashShopperPasswordTests(TestHouse house)
{
    /// <summary>The desk of an installation whose administrator raised the cost from the 4 of the tests to 5.</summary>
    PasswordDesk Raised() =>
        house.At(TimeProvider.System, settings: new Dictionary<string, string?> { ["Passwords:Cost"] = "5" })
            .GetRequiredService<PasswordDesk>();

    Task<string> HashOfAsync(string email) =>
        house.ScalarAsync<string>("select password_hash from shoppers where email = $1", email);

    Task<string> StoreAsync(string email, string hash) =>
        house.ScalarAsync<string>("update shoppers set password_hash = $1 where email = $2 returning 'done'", hash, email);

    async Task<(TestOrganization Acme, TestActor Rosa, string Email, string Hash)> OpensAsync()
    {
        var (acme, email) = (await house.OrganizationAsync(), AccountStory.NewAddress("rosa"));
        var rosa = await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        var hash = await HashOfAsync(email);
        Assert.StartsWith("$2b$04$", hash);
        return (acme, rosa, email, hash);
    }

    [Fact]
    public async Task Signing_in_hashes_the_password_again_at_the_higher_cost_and_it_still_opens()
    {
        var (acme, rosa, email, _) = await OpensAsync();
        var raised = Raised();

        Assert.True((await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password, desk: raised)).Succeeded);

        var hash = await HashOfAsync(email);
        Assert.StartsWith("$2b$05$", hash);
        Assert.True((await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password, desk: raised)).Succeeded);
        Assert.Equal(hash, await HashOfAsync(email)); // once is enough
        Assert.True((await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Succeeded); // what is open stays open
    }

    [Fact]
    public async Task At_the_same_cost_the_hash_stays()
    {
        var (acme, _, email, hash) = await OpensAsync();

        Assert.True((await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Succeeded);

        Assert.Equal(hash, await HashOfAsync(email));
    }

    [Fact]
    public async Task A_wrong_password_replaces_nothing()
    {
        var (acme, _, email, hash) = await OpensAsync();

        Assert.False((await acme.Visitor.SignsInAsync(house, email, "wrong but long enough", desk: Raised())).Succeeded);

        Assert.Equal(hash, await HashOfAsync(email));
    }

    /// <summary>The sign-in has verified the old password, and is about to write, when its owner changes it.</summary>
    [Fact]
    public async Task A_password_that_was_changed_meanwhile_is_not_overwritten()
    {
        var (acme, _, email, hash) = await OpensAsync();
        var desk = Raised();
        var verified = (await acme.Visitor.Get<FindShopperPassword>().ExecuteAsync(new(email))).Value.Stored;
        var proof = (await ShopperProof.ByPasswordAsync(desk, verified, StorefrontStory.Password, default)).Value;
        var late = new RehashShopperPassword.Request(proof, (await desk.RehashAsync(StorefrontStory.Password, default)).Value);
        var changed = (await house.HashAsync("rosa prefers black tea now")).Value;
        await StoreAsync(email, changed);

        Assert.True((await acme.Visitor.Get<RehashShopperPassword>().ExecuteAsync(late)).Succeeded);
        Assert.Equal(changed, await HashOfAsync(email));

        await StoreAsync(email, hash);
        Assert.True((await acme.Visitor.Get<RehashShopperPassword>().ExecuteAsync(late)).Succeeded);
        Assert.StartsWith("$2b$05$", await HashOfAsync(email)); // the same request replaces the hash that it verified
    }

    [Fact]
    public async Task A_shopper_who_is_locked_out_keeps_the_hash_so_that_nothing_tells_that_the_password_was_right()
    {
        var (acme, _, email, hash) = await OpensAsync();
        for (var i = 0; i < Lockout.Failures; i++)
            await acme.Visitor.SignsInAsync(house, email, "wrong but long enough");

        var locked = await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password, desk: Raised());
        Assert.Equal("wrong_credentials", locked.Problem?.Code);

        Assert.Equal(hash, await HashOfAsync(email));
    }
}
