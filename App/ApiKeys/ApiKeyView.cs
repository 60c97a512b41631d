using App.Organizations;

namespace App.ApiKeys;

/// <summary>Represents an API key without its secret.</summary>
/// <param name="Mode">live or test.</param>
/// <param name="Prefix">The beginning of the key, which shows its mode: stk_live_ or stk_test_.</param>
/// <param name="FirstEight">The first eight characters after the prefix.</param>
/// <param name="ParentKeyId">The API key that created this one, which is revoked with it; null if a member created it.</param>
/// <param name="ExpiresAt">The time at which the key stops working; null if it does not expire.</param>
/// <param name="LastUsedAt">The time of the last call; null if the key has never been used.</param>
/// <param name="RevokedAt">The time at which the key was revoked, or null.</param>
public sealed record ApiKeyView(
    Id<ApiKey> Id,
    string Name,
    string Mode,
    string Prefix,
    string FirstEight,
    IReadOnlyList<string> Scopes,
    Id<Member> CreatedById,
    Id<ApiKey>? ParentKeyId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt)
{
    public static ApiKeyView Of(ApiKey key) => new(
        key.Id, key.Name, key.Prefix == KeyText.LivePrefix ? "live" : "test", key.Prefix, key.FirstEight, key.Scopes,
        key.CreatedById, key.ParentKeyId, key.CreatedAt, key.ExpiresAt, key.LastUsedAt, key.RevokedAt);
}

/// <summary>Represents a new API key with its secret.</summary>
/// <param name="Mode">live or test.</param>
/// <param name="Prefix">The beginning of the key, which shows its mode: stk_live_ or stk_test_.</param>
/// <param name="FirstEight">The first eight characters after the prefix.</param>
/// <param name="ParentKeyId">The API key that created this one, which is revoked with it; null if a member created it.</param>
/// <param name="ExpiresAt">The time at which the key stops working; null if it does not expire.</param>
/// <param name="Secret">
/// The whole key. It is returned only once; null when the response is repeated for the same Idempotency-Key.
/// </param>
public sealed record CreatedApiKey(
    Id<ApiKey> Id,
    string Name,
    string Mode,
    string Prefix,
    string FirstEight,
    IReadOnlyList<string> Scopes,
    Id<Member> CreatedById,
    Id<ApiKey>? ParentKeyId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    string? Secret) : IShownOnce
{
    public static CreatedApiKey Of(ApiKeyView key, string secret) => new(
        key.Id, key.Name, key.Mode, key.Prefix, key.FirstEight, key.Scopes,
        key.CreatedById, key.ParentKeyId, key.CreatedAt, key.ExpiresAt, secret);

    public object WithoutSecret() => this with { Secret = null };
}
