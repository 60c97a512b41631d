using App.Organizations;
using App.Platform;

namespace App.ApiKeys;

/// <summary>A key as everyone but its holder sees it: enough to recognize it, nothing to use it with.</summary>
/// <param name="Prefix">Kind and mode, <c>stk_live_</c>.</param>
/// <param name="FirstEight">Of the random part.</param>
public sealed record ApiKeyView(
    Id<ApiKey> Id, string Name, string Mode, string Prefix, string FirstEight, IReadOnlyList<string> Scopes, Id<Member> CreatedById, DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    public static ApiKeyView Of(ApiKey key) => new(key.Id, key.Name, key.Prefix == KeyText.LivePrefix ? "live" : "test", key.Prefix, key.FirstEight, key.Scopes,
        key.CreatedById, key.CreatedAt, key.ExpiresAt, key.LastUsedAt, key.RevokedAt);
}

/// <summary>A key just created.</summary>
/// <param name="Secret">The whole key. Shown here once; null in a repeated answer.</param>
public sealed record CreatedApiKey(
    Id<ApiKey> Id, string Name, string Mode, string Prefix, string FirstEight, IReadOnlyList<string> Scopes, Id<Member> CreatedById, DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt, string? Secret) : IShownOnce
{
    public static CreatedApiKey Of(ApiKeyView key, string secret) =>
        new(key.Id, key.Name, key.Mode, key.Prefix, key.FirstEight, key.Scopes, key.CreatedById, key.CreatedAt, key.ExpiresAt, secret);

    public object WithoutSecret() => this with { Secret = null };
}
