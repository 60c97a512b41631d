using App.Accounts;
using App.Backstage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Backstage;

public sealed class ReencryptSecretsTests : IAsyncLifetime
{
    readonly TestHost host = new(); // a separate host, because keys are shared by all organizations
    readonly TestFolder folder = new();

    Dictionary<string, string?> Settings => new() { ["Encryption:Key"] = "", ["Encryption:KeyFolder"] = folder.Path };

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(folder.File("20200101.key"), Convert.ToBase64String(new byte[32]));
        await host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Secrets_are_reencrypted_while_two_instances_run_and_the_old_key_can_be_deleted()
    {
        var ada = await SecondFactorScenario.BeginAsync(host, settings: Settings);
        var other = host.At(ada.Clock, settings: Settings);
        var secret = await ada.AddsAppAsync();
        var cookie = Protector(ada.Services).Protect("a cookie");
        Assert.Equal("a cookie", Protector(other).Unprotect(cookie));

        var added = ada.Services.GetRequiredService<EncryptionKeys>().Add();
        Assert.True(await SignsInAsync(ada, other, secret)); // still encrypted with the old key
        var result = await ReencryptAsync(ada.Services);
        Assert.Equal(added.Id, result.Key);
        Assert.True(result.Renewed >= 2, $"{result.Renewed}"); // her authenticator secret and the data protection keys
        Assert.True(await SignsInAsync(ada, other, secret));
        Assert.Equal(0L, await host.ScalarAsync<long>(
            "select count(*) from platform.authenticators where encrypted_secret not like $1", $"enc:v1:{added.Id}:%"));
        Assert.Equal(0L, await host.ScalarAsync<long>(
            "select count(*) from platform.data_protection_keys where xml not like $1", $"%>enc:v1:{added.Id}:%"));

        File.Delete(folder.File("20200101.key"));
        var later = host.At(ada.Clock, settings: Settings);
        Assert.Equal("a cookie", Protector(later).Unprotect(cookie));
        Assert.True(await SignsInAsync(ada, later, secret));
    }

    [Fact]
    public async Task Reencryption_is_audited_only_if_something_was_reencrypted()
    {
        var ada = await SecondFactorScenario.BeginAsync(host, settings: Settings);
        await ada.AddsAppAsync();
        ada.Services.GetRequiredService<EncryptionKeys>().Add();

        await ReencryptAsync(ada.Services);
        Assert.Equal(0, (await ReencryptAsync(ada.Services)).Renewed);

        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from platform.account_entries where action = 'encryption_key.reencrypt'"));
    }

    [Fact]
    public async Task A_key_deleted_too_early_is_named_in_the_error()
    {
        var ada = await SecondFactorScenario.BeginAsync(host, settings: Settings);
        await ada.AddsAppAsync();
        ada.Services.GetRequiredService<EncryptionKeys>().Add();
        File.Delete(folder.File("20200101.key"));

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => ReencryptAsync(ada.Services));

        Assert.Contains("20200101", failure.ToString());
    }

    [Fact]
    public async Task Starting_with_keys_that_do_not_match_the_database_is_refused()
    {
        var valid = host.At(new FakeClock(), settings: Settings);
        Assert.Null(KeyRing.Fault(valid)); // nothing is encrypted yet
        Protector(valid).Protect("a cookie");
        Assert.Null(KeyRing.Fault(valid));

        await File.WriteAllTextAsync(folder.File("20200101.key"), Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]));
        Assert.Contains("Encryption__KeyFolder", KeyRing.Fault(host.At(new FakeClock(), settings: Settings)));
        File.Move(folder.File("20200101.key"), folder.File("20210101.key"));
        Assert.Contains("20200101", KeyRing.Fault(host.At(new FakeClock(), settings: Settings)));
    }

    static IDataProtector Protector(IServiceProvider services) => services.GetRequiredService<IDataProtectionProvider>()
        .CreateProtector("a test");

    static async Task<ReencryptSecrets.Answer> ReencryptAsync(IServiceProvider services) =>
        (await ReencryptAgedSecrets.AllAsync(
            new TestActor(services, new Credential.System("test", null)).Get<ReencryptSecrets>(), default)).Value;

    static async Task<bool> SignsInAsync(SecondFactorScenario scenario, IServiceProvider instance, byte[] secret)
    {
        scenario.Clock.Advance(TimeSpan.FromMinutes(1)); // each code can be used only once
        var onInstance = scenario with { Services = instance };
        return (await onInstance.FinishesAsync(
            await onInstance.NeedsTwoFactorAsync(), onInstance.CodeOf(secret))).Session is not null;
    }
}
