using App.Accounts;
using App.Organizations;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>Signing in replaces the hash of a password when bcrypt's cost was raised since it was made.</summary>
public sealed class RehashPasswordTests(TestHouse house)
{
    /// <summary>The installation after its administrator raised the cost from the 4 of the tests to 5.</summary>
    ServiceProvider Raised(TimeProvider? clock = null) =>
        house.At(clock ?? TimeProvider.System, settings: new Dictionary<string, string?> { ["Passwords:Cost"] = "5" });

    Task<string> HashOfAsync(string email) =>
        house.ScalarAsync<string>("select password_hash from platform.accounts where email = $1", email);

    Task<string> StoreAsync(string email, string hash) =>
        house.ScalarAsync<string>("update platform.accounts set password_hash = $1 where email = $2 returning email", hash, email);

    static async Task<Result<SignInOutcome>> SignInAsync(
        IServiceProvider services, string email, string password = AccountStory.Password)
    {
        using var scope = services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(email, password, default);
    }

    async Task<string> AdaAsync()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        Assert.StartsWith("$2b$04$", await HashOfAsync(ada));
        return ada;
    }

    [Fact]
    public async Task Signing_in_hashes_the_password_again_at_the_higher_cost_and_it_still_opens()
    {
        var (ada, raised) = (await AdaAsync(), Raised());

        Assert.NotNull((await SignInAsync(raised, ada)).Value.Session);

        var hash = await HashOfAsync(ada);
        Assert.StartsWith("$2b$05$", hash);
        Assert.NotNull((await SignInAsync(raised, ada)).Value.Session);
        Assert.Equal(hash, await HashOfAsync(ada)); // once is enough
    }

    [Fact]
    public async Task At_the_same_cost_the_hash_stays()
    {
        var ada = await AdaAsync();
        var hash = await HashOfAsync(ada);

        Assert.NotNull((await SignInAsync(house.Services, ada)).Value.Session);

        Assert.Equal(hash, await HashOfAsync(ada));
    }

    [Fact]
    public async Task At_a_lower_cost_the_hash_stays()
    {
        var (ada, raised) = (await AdaAsync(), Raised());
        await SignInAsync(raised, ada);
        var hash = await HashOfAsync(ada);

        Assert.NotNull((await SignInAsync(house.Services, ada)).Value.Session);

        Assert.Equal(hash, await HashOfAsync(ada));
    }

    [Fact]
    public async Task A_wrong_password_replaces_nothing()
    {
        var ada = await AdaAsync();
        var hash = await HashOfAsync(ada);

        Assert.False((await SignInAsync(Raised(), ada, "wrong but long enough")).Succeeded);

        Assert.Equal(hash, await HashOfAsync(ada));
    }

    [Fact]
    public async Task An_account_that_is_locked_keeps_its_hash_so_that_nothing_tells_that_the_password_was_right()
    {
        var (ada, raised) = (await AdaAsync(), Raised());
        var hash = await HashOfAsync(ada);
        for (var i = 0; i < Lockout.Failures; i++)
            await SignInAsync(raised, ada, "wrong but long enough");

        Assert.Equal("wrong_credentials", (await SignInAsync(raised, ada)).Problem?.Code);

        Assert.Equal(hash, await HashOfAsync(ada));
    }

    [Fact]
    public async Task With_a_second_factor_the_password_is_hashed_again_as_soon_as_it_was_right()
    {
        var ada = await FactorStory.BeginAsync(house);
        await ada.AddsAppAsync();

        Assert.NotNull((await SignInAsync(Raised(ada.Clock), ada.Email)).Value.SecondStep);

        Assert.StartsWith("$2b$05$", await HashOfAsync(ada.Email));
    }

    /// <summary>The sign-in has verified the old password, and is about to write, when the owner changes it.</summary>
    [Fact]
    public async Task A_password_that_was_changed_meanwhile_is_not_overwritten()
    {
        var (ada, raised) = (await AdaAsync(), Raised());
        var desk = raised.GetRequiredService<PasswordDesk>();
        var visitor = house.Visitor(raised);
        var verified = (await visitor.Get<FindPassword>().ExecuteAsync(new(ada))).Value.Stored;
        var proof = (await desk.ProveAsync(verified, AccountStory.Password, default)).Value;
        var late = new RehashPassword.Request(proof, (await desk.RehashAsync(AccountStory.Password, default)).Value);
        var changed = (await house.HashAsync("eleven herons over the bay")).Value;
        await StoreAsync(ada, changed);

        Assert.True((await visitor.Get<RehashPassword>().ExecuteAsync(late)).Succeeded);
        Assert.Equal(changed, await HashOfAsync(ada));

        await StoreAsync(ada, verified!.Hash);
        Assert.True((await visitor.Get<RehashPassword>().ExecuteAsync(late)).Succeeded);
        Assert.StartsWith("$2b$05$", await HashOfAsync(ada)); // the same request replaces the hash that it verified
    }

    [Fact]
    public async Task A_proof_by_a_hash_of_the_configured_cost_replaces_nothing()
    {
        var (ada, visitor) = (await AdaAsync(), house.Visitor());
        var hash = await HashOfAsync(ada);
        var verified = (await visitor.Get<FindPassword>().ExecuteAsync(new(ada))).Value.Stored;
        var desk = house.Services.GetRequiredService<PasswordDesk>();
        var proof = (await desk.ProveAsync(verified, AccountStory.Password, default)).Value; // of a hash that is strong enough
        await visitor.Get<RehashPassword>().ExecuteAsync(new(proof, await house.HashAsync("eleven herons over the bay")));

        Assert.Equal(hash, await HashOfAsync(ada));
    }

    [Fact]
    public async Task The_sessions_that_are_open_stay_open()
    {
        var ada = AccountStory.NewAddress();
        var joined = await house.JoinsAsync(ada);

        await SignInAsync(Raised(), ada);

        Assert.True((await house.As(joined.Session).Get<GetMe>().ExecuteAsync(new())).Succeeded);
    }
}
