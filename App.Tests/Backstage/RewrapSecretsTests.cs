using App.Accounts;
using App.Backstage;
using App.Platform;
using App.Tests.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Backstage;

public sealed class RewrapSecretsTests : IAsyncLifetime
{
    readonly TestHouse house = new(); // its own: keys are everybody's
    readonly TestFolder folder = new();

    Dictionary<string, string?> Settings => new() { ["Encryption:Key"] = "", ["Encryption:KeyFolder"] = folder.Path };

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(folder.File("20200101.key"), Convert.ToBase64String(new byte[32]));
        await house.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task While_two_instances_run_all_comes_under_a_new_key_and_nothing_needs_the_older_one()
    {
        var ada = await FactorStory.BeginAsync(house, settings: Settings);
        var other = house.At(ada.Clock, settings: Settings);
        var (secret, cookie) = (await ada.AddsAppAsync(), Protector(ada.Services).Protect("a cookie"));
        Assert.Equal("a cookie", Protector(other).Unprotect(cookie));

        var added = ada.Services.GetRequiredService<FieldKeys>().Add();
        Assert.True(await SignsInAsync(ada, other, secret)); // under the older key as yet
        var answer = await RewrapAsync(ada.Services);
        Assert.Equal(added.Id, answer.Key);
        Assert.True(answer.Renewed >= 2, $"{answer.Renewed}"); // her secret, and the ring
        Assert.True(await SignsInAsync(ada, other, secret));
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from platform.authenticators where sealed_secret not like $1", $"enc:v1:{added.Id}:%"));
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from platform.data_protection_keys where xml not like $1", $"%>enc:v1:{added.Id}:%"));

        File.Delete(folder.File("20200101.key"));
        var later = house.At(ada.Clock, settings: Settings);
        Assert.Equal("a cookie", Protector(later).Unprotect(cookie));
        Assert.True(await SignsInAsync(ada, later, secret));
    }

    [Fact]
    public async Task It_is_told_once_and_finding_nothing_to_do_is_not()
    {
        var ada = await FactorStory.BeginAsync(house, settings: Settings);
        await ada.AddsAppAsync();
        ada.Services.GetRequiredService<FieldKeys>().Add();

        await RewrapAsync(ada.Services);
        Assert.Equal(0, (await RewrapAsync(ada.Services)).Renewed);

        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from platform.account_entries where action = 'encryption_key.rewrap'"));
    }

    [Fact]
    public async Task A_key_that_is_gone_too_early_is_missed_by_its_name()
    {
        var ada = await FactorStory.BeginAsync(house, settings: Settings);
        await ada.AddsAppAsync();
        ada.Services.GetRequiredService<FieldKeys>().Add();
        File.Delete(folder.File("20200101.key"));

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => RewrapAsync(ada.Services));

        Assert.Contains("20200101", failure.ToString());
    }

    [Fact]
    public async Task A_start_with_other_keys_than_the_database_was_sealed_with_is_refused_by_their_name()
    {
        var sound = house.At(new TestClock(), settings: Settings);
        Assert.Null(KeyRing.Fault(sound)); // nothing is sealed yet
        Protector(sound).Protect("a cookie");
        Assert.Null(KeyRing.Fault(sound));

        await File.WriteAllTextAsync(folder.File("20200101.key"), Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]));
        Assert.Contains("Encryption__KeyFolder", KeyRing.Fault(house.At(new TestClock(), settings: Settings)));
        File.Move(folder.File("20200101.key"), folder.File("20210101.key"));
        Assert.Contains("20200101", KeyRing.Fault(house.At(new TestClock(), settings: Settings)));
    }

    static IDataProtector Protector(IServiceProvider services) => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("a test");

    static async Task<RewrapSecrets.Answer> RewrapAsync(IServiceProvider services) =>
        (await RewrapAged.AllAsync(new TestActor(services, new Credential.System("test", null)).Get<RewrapSecrets>(), default)).Value;

    static async Task<bool> SignsInAsync(FactorStory story, IServiceProvider instance, byte[] secret)
    {
        story.Clock.Advance(TimeSpan.FromMinutes(1)); // a code is good once
        var there = story with { Services = instance };
        return (await there.FinishesAsync(await there.OwesSecondStepAsync(), there.CodeOf(secret))).Session is not null;
    }
}
