using App.Organizations;

namespace App.ApiKeys;

/// <summary>Represents an API key. Only its SHA-256, its visible beginning and its scopes are stored.</summary>
public sealed class ApiKey : IOwned, IIdentified
{
    public static string IdPrefix => "key";

    ApiKey() { }

    public static ApiKey Create(
        Id<Member> creator,
        Id<ApiKey>? parent,
        string name,
        KeyText text,
        IEnumerable<string> scopes,
        DateTimeOffset? expiresAt,
        DateTimeOffset now) => new()
    {
        Id = Id<ApiKey>.New(now),
        CreatedById = creator,
        ParentKeyId = parent,
        Name = name,
        Prefix = text.Prefix,
        FirstEight = text.FirstEight,
        Hash = text.Hash(),
        Scopes = [.. scopes.Distinct().Order(StringComparer.Ordinal)],
        ExpiresAt = expiresAt,
        CreatedAt = now,
    };

    public Guid OrganizationId { get; private set; }
    public Id<ApiKey> Id { get; private set; }
    public Id<Member> CreatedById { get; private set; }

    /// <summary>Gets the key that created this one; null if a member did. It is revoked together with its parent.</summary>
    public Id<ApiKey>? ParentKeyId { get; private set; }
    public string Name { get; private set; } = "";
    public string Prefix { get; private set; } = "";
    public string FirstEight { get; private set; } = "";
    public byte[] Hash { get; private set; } = [];
    public string[] Scopes { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ExpiresAt { get; private set; }
    public DateTimeOffset? LastUsedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Gets the time of the last change. The database sets it; see <see cref="ListedTables"/>.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
