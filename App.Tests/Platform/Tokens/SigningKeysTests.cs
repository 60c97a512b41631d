using System.Text.Json;
using App.Backstage;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

/// <summary>Uses its own database, so no other test's signing keys are in it.</summary>
public sealed class SigningKeysTests : IAsyncLifetime
{
    readonly FakeClock clock = new();
    string database = "";
    ServiceProvider here = null!, there = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestHost.CreateDatabaseAsync();
        await Migrator.MigrateAsync(TestHost.Connection("OWNER", database));
        here = TestHost.Build(TestHost.SettingsFor(database), clock);
        there = TestHost.Build(TestHost.SettingsFor(database), clock);
    }

    static Task<string> IssueAsync(IServiceProvider services, Realm realm = Realm.Staff) =>
        services.GetRequiredService<AccessTokens>()
        .IssueAsync(realm, AccessToken.StaffAudience, "acc_x", Guid.CreateVersion7(), null, default);

    static async Task<bool?> CountsAsync(IServiceProvider services, string token) =>
        (await services.GetRequiredService<AccessTokens>().ReadAsync(Realm.Staff, token, default))?.Counts;

    async Task<IReadOnlyList<string>> PublishedAsync() =>
        [.. (await here.GetRequiredService<SigningKeys>().PublishedAsync(default)).Select(key => key.Id)];

    static Task<Result<Done>> RotateAsync(IServiceProvider services, Realm realm = Realm.Staff) =>
        new TestActor(services, new Credential.System("test", null)).Get<RotateSigningKeys>().ExecuteAsync(new(realm));

    static string KeyOf(string token) => JsonDocument.Parse(
        System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0])).RootElement.GetProperty("kid").GetString()!;

    [Fact]
    public async Task A_token_is_accepted_by_an_instance_that_has_not_loaded_its_key_yet()
    {
        Assert.Null(await CountsAsync(there, "a.b.c")); // this instance has loaded the keys, and there were none
        var token = await IssueAsync(here);

        Assert.True(await CountsAsync(there, token));
        Assert.Equal(KeyOf(token), KeyOf(await IssueAsync(there)));
    }

    [Fact]
    public async Task A_new_key_is_published_before_it_signs_and_the_old_one_until_its_tokens_expired()
    {
        var first = await IssueAsync(here);
        Assert.True((await RotateAsync(there)).Succeeded);

        clock.Advance(TimeSpan.FromMinutes(2)); // this instance reloads the keys by itself
        Assert.Equal(2, (await PublishedAsync()).Count);
        Assert.Equal(KeyOf(first), KeyOf(await IssueAsync(here)));
        clock.Advance(SigningKeys.Ahead);
        var second = await IssueAsync(here);
        Assert.NotEqual(KeyOf(first), KeyOf(second));
        Assert.True(await CountsAsync(there, first));

        clock.Advance(SigningKeys.Overlap - TimeSpan.FromMinutes(3));
        Assert.Contains(KeyOf(first), await PublishedAsync());
        clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal([KeyOf(second)], await PublishedAsync());
    }

    [Fact]
    public async Task Tokens_of_a_retired_key_are_invalid_but_still_recognized()
    {
        var old = await IssueAsync(here);
        await RotateAsync(here);
        clock.Advance(SigningKeys.Ahead + SigningKeys.Overlap + TimeSpan.FromMinutes(2));

        Assert.False(await CountsAsync(here, old));
        clock.Advance(SigningKeys.Remembered);
        await RotateAsync(here); // also deletes old keys
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await CountsAsync(here, old));
    }

    [Fact]
    public async Task Each_realms_signing_keys_are_rotated_by_their_own_age()
    {
        await IssueAsync(here);
        await IssueAsync(here, Realm.Shopper);
        var schedule = here.GetRequiredService<RotateAgedKeys>();
        await schedule.RunAsync(default);
        Assert.Equal(2, (await PublishedAsync()).Count);

        clock.Advance(TimeSpan.FromDays(80));
        await RotateAsync(here, Realm.Shopper);
        clock.Advance(TimeSpan.FromDays(10));
        await schedule.RunAsync(default);
        await schedule.RunAsync(default);

        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, (await PublishedAsync()).Count); // two of staff, one of shoppers
    }

    [Fact]
    public async Task The_private_key_is_encrypted_in_the_database()
    {
        await IssueAsync(here);
        await using var admin = Npgsql.NpgsqlDataSource.Create(TestHost.Connection("ADMIN", database));
        await using var read = admin.CreateCommand("select encrypted_private_key from platform.signing_keys limit 1");
        var stored = (byte[])(await read.ExecuteScalarAsync())!;

        using var rsa = System.Security.Cryptography.RSA.Create();
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => rsa.ImportPkcs8PrivateKey(stored, out _));
    }

    public async ValueTask DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
        await using var server = Npgsql.NpgsqlDataSource.Create(TestHost.Connection("ADMIN", "postgres"));
        await using var drop = server.CreateCommand($"drop database if exists {database} with (force)");
        await drop.ExecuteNonQueryAsync();
    }
}
