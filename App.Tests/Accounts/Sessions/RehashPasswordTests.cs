using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>Signing in replaces a password hash that has a lower bcrypt cost than the configured one.</summary>
public sealed class RehashPasswordTests(TestHost host)
{
    /// <summary>An installation whose administrator raised the cost from 4, which the tests use, to 5.</summary>
    ServiceProvider Raised(TimeProvider? clock = null) =>
        host.At(clock ?? TimeProvider.System, settings: new Dictionary<string, string?> { ["Passwords:Cost"] = "5" });

    Task<string> HashOfAsync(string email) =>
        host.ScalarAsync<string>("select password_hash from platform.accounts where email = $1", email);

    Task<string> StoreAsync(string email, string hash) =>
        host.ScalarAsync<string>("update platform.accounts set password_hash = $1 where email = $2 returning email", hash, email);

    static async Task<Result<SignInOutcome>> SignInAsync(
        IServiceProvider services, string email, string password = AccountScenario.Password)
    {
        using var scope = services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(email, password, default);
    }

    async Task<string> AdaAsync()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        Assert.StartsWith("$2b$04$", await HashOfAsync(ada));
        return ada;
    }

    [Fact]
    public async Task Signing_in_rehashes_the_password_at_the_higher_cost()
    {
        var ada = await AdaAsync();
        var raised = Raised();

        Assert.NotNull((await SignInAsync(raised, ada)).Value.Session);

        var hash = await HashOfAsync(ada);
        Assert.StartsWith("$2b$05$", hash);
        Assert.NotNull((await SignInAsync(raised, ada)).Value.Session);
        Assert.Equal(hash, await HashOfAsync(ada)); // the hash is replaced only once
    }

    [Fact]
    public async Task The_hash_is_kept_at_the_same_cost()
    {
        var ada = await AdaAsync();
        var hash = await HashOfAsync(ada);

        Assert.NotNull((await SignInAsync(host.Services, ada)).Value.Session);

        Assert.Equal(hash, await HashOfAsync(ada));
    }

    [Fact]
    public async Task The_hash_is_kept_at_a_lower_cost()
    {
        var ada = await AdaAsync();
        var raised = Raised();
        await SignInAsync(raised, ada);
        var hash = await HashOfAsync(ada);

        Assert.NotNull((await SignInAsync(host.Services, ada)).Value.Session);

        Assert.Equal(hash, await HashOfAsync(ada));
    }

    [Fact]
    public async Task A_wrong_password_does_not_replace_the_hash()
    {
        var ada = await AdaAsync();
        var hash = await HashOfAsync(ada);

        Assert.False((await SignInAsync(Raised(), ada, "wrong but long enough")).Succeeded);

        Assert.Equal(hash, await HashOfAsync(ada));
    }

    [Fact]
    public async Task A_locked_account_keeps_its_hash_so_nothing_reveals_that_the_password_was_right()
    {
        var ada = await AdaAsync();
        var raised = Raised();
        var hash = await HashOfAsync(ada);
        for (var i = 0; i < Lockout.DefaultThreshold; i++)
            await SignInAsync(raised, ada, "wrong but long enough");

        Assert.Equal("wrong_credentials", (await SignInAsync(raised, ada)).Problem?.Code);

        Assert.Equal(hash, await HashOfAsync(ada));
    }

    [Fact]
    public async Task With_a_second_factor_the_password_is_rehashed_before_the_second_step()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        await ada.AddsAppAsync();

        Assert.NotNull((await SignInAsync(Raised(ada.Clock), ada.Email)).Value.TwoFactor);

        Assert.StartsWith("$2b$05$", await HashOfAsync(ada.Email));
    }

    /// <summary>The owner changes the password after a sign-in verified it and before it stores the new hash.</summary>
    [Fact]
    public async Task A_concurrently_changed_password_is_not_overwritten()
    {
        var ada = await AdaAsync();
        var raised = Raised();
        var hashing = raised.GetRequiredService<PasswordHashingQueue>();
        var visitor = host.Visitor(raised);
        var verified = (await visitor.Get<GetPasswordHash>().ExecuteAsync(new(ada))).Value.Stored;
        var proof = (await hashing.ProveAsync<StaffRealm>(verified, AccountScenario.Password, default)).Value;
        var late = new RehashPassword.Request(proof, (await hashing.RehashAsync(AccountScenario.Password, default)).Value);
        var changed = (await host.HashAsync("eleven herons over the bay")).Value;
        await StoreAsync(ada, changed);

        Assert.True((await visitor.Get<RehashPassword>().ExecuteAsync(late)).Succeeded);
        Assert.Equal(changed, await HashOfAsync(ada));

        await StoreAsync(ada, verified!.Hash);
        Assert.True((await visitor.Get<RehashPassword>().ExecuteAsync(late)).Succeeded);
        Assert.StartsWith("$2b$05$", await HashOfAsync(ada)); // the same request replaces the hash it verified
    }

    [Fact]
    public async Task A_proof_against_a_hash_of_the_configured_cost_does_not_replace_it()
    {
        var ada = await AdaAsync();
        var visitor = host.Visitor();
        var hash = await HashOfAsync(ada);
        var verified = (await visitor.Get<GetPasswordHash>().ExecuteAsync(new(ada))).Value.Stored;
        var hashing = host.Services.GetRequiredService<PasswordHashingQueue>();
        // the hash already has the configured cost
        var proof = (await hashing.ProveAsync<StaffRealm>(verified, AccountScenario.Password, default)).Value;
        await visitor.Get<RehashPassword>().ExecuteAsync(new(proof, await host.HashAsync("eleven herons over the bay")));

        Assert.Equal(hash, await HashOfAsync(ada));
    }

    [Fact]
    public async Task Rehashing_keeps_open_sessions()
    {
        var ada = AccountScenario.NewAddress();
        var joined = await host.JoinsAsync(ada);

        await SignInAsync(Raised(), ada);

        Assert.True((await host.As(joined.Session).Get<GetMe>().ExecuteAsync(new())).Succeeded);
    }
}
