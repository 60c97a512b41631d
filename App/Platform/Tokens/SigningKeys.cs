using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace App.Platform.Tokens;

/// <summary>
/// Provides the signing keys of both realms. All instances share them in the database. They are cached for a minute; a key that
/// another instance has just created is loaded when a token names it.
/// </summary>
public sealed class SigningKeys(AppDatabase database, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>A realm gets a new key when its newest key is this old.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(90);

    /// <summary>A key signs this long after its creation. Clients may cache the published list for the same time.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>A key is published this long after its last signature: twice the lifetime of its last token.</summary>
    public static readonly TimeSpan Overlap = 2 * AccessToken.Lifetime;

    /// <summary>A key is kept this long after its last signature, so an expired token can still be recognized as ours.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(40);

    static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(1);

    readonly SigningKeyProtector protector = new(protection);
    readonly UnknownCredentials unknown = new(clock);
    readonly Lock gate = new();
    Task running = Task.CompletedTask;
    Task<LoadedKeys>? next;
    volatile LoadedKeys? loaded;

    /// <summary>
    /// Returns the realm's current key for signing. The caller must dispose of it. In a new installation, this creates the first
    /// key.
    /// </summary>
    internal async Task<RsaSecurityKey> SignerAsync(Realm realm, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await KeysAsync(ct);
        if (keys.SignerOf(realm, now) is not { } signer)
        {
            signer = SigningKey.Make(realm, protector, now, now);
            await InsertAsync(signer, ct);
            loaded = null;
        }
        return Named(signer.OpenPrivate(protector), signer.Id);
    }

    /// <summary>
    /// Wraps a key for the token library. Caching of signature providers is turned off: the library caches them by key id, and
    /// would keep using a key that has been disposed of.
    /// </summary>
    internal static RsaSecurityKey Named(RSA rsa, string id) =>
        new(rsa) { KeyId = id, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };

    /// <summary>
    /// Returns the realm's key with this id, and whether tokens that it signed can still be valid; null if the realm has no such
    /// key.
    /// </summary>
    internal async Task<(SigningKey Key, bool Counts)?> FindAsync(Realm realm, string id, CancellationToken ct)
    {
        var keys = await KeysAsync(ct);
        if (keys.Find(realm, id) is null && !unknown.Contains(id))
        {
            keys = await ReloadAsync(ct);
            if (keys.Find(realm, id) is null)
                unknown.Add(id);
        }
        return keys.Find(realm, id) is { } key ? (key, keys.IsPublished(key, clock.GetUtcNow())) : null;
    }

    /// <summary>
    /// Returns the keys whose tokens are or soon will be valid. They are loaded from the database each time, because clients
    /// cache the response.
    /// </summary>
    internal async Task<IReadOnlyList<SigningKey>> PublishedAsync(CancellationToken ct)
    {
        var keys = loaded = await LoadAsync(ct);
        return [.. keys.All.Where(key => keys.IsPublished(key, clock.GetUtcNow()))];
    }

    /// <summary>Returns the creation time of the realm's newest key; null if it has no key.</summary>
    public async Task<DateTimeOffset?> NewestAsync(Realm realm, CancellationToken ct) =>
        (await LoadAsync(ct)).All.LastOrDefault(key => key.Realm == realm)?.CreatedAt;

    /// <summary>Creates the realm's next key. The caller must store it.</summary>
    public SigningKey Successor(Realm realm, DateTimeOffset now) => SigningKey.Make(realm, protector, now, now + Ahead);

    async ValueTask<LoadedKeys> KeysAsync(CancellationToken ct)
    {
        if (loaded is { } cached && cached.LoadedAt + CacheDuration > clock.GetUtcNow())
            return cached;
        return loaded = await LoadAsync(ct);
    }

    /// <summary>
    /// Loads the keys again for a token with an unknown key id. Requests that come while they are being loaded wait together for
    /// the next load, which begins after they came and so finds a key that was created before. However many tokens with made-up
    /// ids arrive, one connection serves them.
    /// </summary>
    Task<LoadedKeys> ReloadAsync(CancellationToken ct)
    {
        lock (gate)
            return (next ??= LoadNextAsync(running)).WaitAsync(ct);
    }

    async Task<LoadedKeys> LoadNextAsync(Task previous)
    {
        await Task.Yield(); // the caller still holds the lock
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            running = next!;
            next = null;
        }
        return loaded = await LoadAsync(CancellationToken.None);
    }

    async Task<LoadedKeys> LoadAsync(CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand("""
            select id, realm, public_key, encrypted_private_key, created_at, signs_from
            from platform.signing_keys order by signs_from, id
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var keys = new List<SigningKey>();
        while (await reader.ReadAsync(ct))
            keys.Add(new(
                reader.GetString(0), Enum.Parse<Realm>(reader.GetString(1)),
                reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5)));
        return new(keys, clock.GetUtcNow());
    }

    async Task InsertAsync(SigningKey key, CancellationToken ct)
    {
        await using NpgsqlCommand insert = database.Source.Command("""
            insert into platform.signing_keys (id, realm, public_key, encrypted_private_key, created_at, signs_from)
            values ($1, $2, $3, $4, $5, $6)
            """,
            key.Id, key.Realm.ToString(), key.PublicKey, key.EncryptedPrivateKey, key.CreatedAt, key.SignsFrom);
        await insert.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Holds the keys of both realms as loaded at one time, oldest first.</summary>
    sealed record LoadedKeys(IReadOnlyList<SigningKey> All, DateTimeOffset LoadedAt)
    {
        public SigningKey? Find(Realm realm, string id) => All.FirstOrDefault(key => key.Realm == realm && key.Id == id);

        public SigningKey? SignerOf(Realm realm, DateTimeOffset now) =>
            All.LastOrDefault(key => key.Realm == realm && key.SignsFrom <= now);

        public bool IsPublished(SigningKey key, DateTimeOffset now)
        {
            var successor = All.SkipWhile(one => one != key).Skip(1).FirstOrDefault(next => next.Realm == key.Realm);
            return successor is null || successor.SignsFrom + Overlap > now;
        }
    }
}
