using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace App.Platform;

/// <summary>
/// The two rings of signing keys, in the database for all instances. Kept here for a minute; a key that another instance has
/// just made is looked up when it is met.
/// </summary>
public sealed class SigningKeys(AppDatabase database, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>A ring gets a new key when its newest is this old.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(90);

    /// <summary>From the making of a key to its first signature: as long as others may keep the published list.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>How long after its last signature a key is published: its last token has run out then, and as much again has passed.</summary>
    public static readonly TimeSpan Overlap = 2 * AccessToken.Lifetime;

    /// <summary>How long a key that is no longer published still tells that a token was once ours.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(40);

    static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    readonly KeySeal seal = new(protection);
    volatile Ring? ring;

    /// <summary>
    /// The realm's current key, to sign with and to dispose of; the first in a new installation is made on the spot.
    /// </summary>
    internal async Task<RsaSecurityKey> SignerAsync(Realm realm, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await RingAsync(ct);
        if (keys.SignerOf(realm, now) is not { } signer)
        {
            signer = SigningKey.Make(realm, seal, now, now);
            await KeepAsync(signer, ct);
            ring = null;
        }
        return Named(signer.OpenPrivate(seal), signer.Id);
    }

    /// <summary>
    /// The key as the token library takes it. The library keeps no signature provider of it: by default it keeps them by the
    /// key's name, and would go on using a key that has been disposed of.
    /// </summary>
    internal static RsaSecurityKey Named(RSA rsa, string id) =>
        new(rsa) { KeyId = id, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };

    /// <summary>The key of this name in the realm's ring, and whether tokens that it signed may still count; null when it is none of ours.</summary>
    internal async Task<(SigningKey Key, bool Counts)?> FindAsync(Realm realm, string id, CancellationToken ct)
    {
        var keys = await RingAsync(ct);
        if (keys.Find(realm, id) is null)
            keys = ring = await LoadAsync(ct);
        return keys.Find(realm, id) is { } key ? (key, keys.IsPublished(key, clock.GetUtcNow())) : null;
    }

    /// <summary>All keys that tokens in use may be signed with, now or soon; looked up anew, because others keep the answer.</summary>
    internal async Task<IReadOnlyList<SigningKey>> PublishedAsync(CancellationToken ct)
    {
        var keys = ring = await LoadAsync(ct);
        return [.. keys.All.Where(key => keys.IsPublished(key, clock.GetUtcNow()))];
    }

    /// <summary>When the realm's newest key was made; null before the first.</summary>
    public async Task<DateTimeOffset?> NewestAsync(Realm realm, CancellationToken ct) => (await LoadAsync(ct)).All.LastOrDefault(key => key.Realm == realm)?.CreatedAt;

    /// <summary>The key that takes over, for an operation to add.</summary>
    public SigningKey Successor(Realm realm, DateTimeOffset now) => SigningKey.Make(realm, seal, now, now + Ahead);

    async ValueTask<Ring> RingAsync(CancellationToken ct) => ring is { } kept && kept.LoadedAt + Kept > clock.GetUtcNow() ? kept : ring = await LoadAsync(ct);

    async Task<Ring> LoadAsync(CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand("select id, realm, public_key, sealed_private_key, created_at, signs_from from platform.signing_keys order by signs_from, id");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var keys = new List<SigningKey>();
        while (await reader.ReadAsync(ct))
            keys.Add(new(reader.GetString(0), Enum.Parse<Realm>(reader.GetString(1)), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5)));
        return new(keys, clock.GetUtcNow());
    }

    async Task KeepAsync(SigningKey key, CancellationToken ct)
    {
        await using NpgsqlCommand insert = database.Source.Command(
            "insert into platform.signing_keys (id, realm, public_key, sealed_private_key, created_at, signs_from) values ($1, $2, $3, $4, $5, $6)",
            key.Id, key.Realm.ToString(), key.PublicKey, key.SealedPrivateKey, key.CreatedAt, key.SignsFrom);
        await insert.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What was in the table at one moment, oldest first.</summary>
    sealed record Ring(IReadOnlyList<SigningKey> All, DateTimeOffset LoadedAt)
    {
        public SigningKey? Find(Realm realm, string id) => All.FirstOrDefault(key => key.Realm == realm && key.Id == id);

        public SigningKey? SignerOf(Realm realm, DateTimeOffset now) => All.LastOrDefault(key => key.Realm == realm && key.SignsFrom <= now);

        public bool IsPublished(SigningKey key, DateTimeOffset now) =>
            All.SkipWhile(one => one != key).Skip(1).FirstOrDefault(next => next.Realm == key.Realm) is not { } successor || successor.SignsFrom + Overlap > now;
    }
}
