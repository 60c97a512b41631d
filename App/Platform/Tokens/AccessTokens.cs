using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace App.Platform;

/// <summary>
/// Access tokens: JWTs of one kind (RFC 9068), RS256 and nothing else. The key is looked up by its name in our own ring of the realm; what a
/// token says of keys elsewhere is not read.
/// </summary>
public sealed class AccessTokens(SigningKeys keys, Site site, TimeProvider clock)
{
    const string Algorithm = "RS256", Kind = "at+jwt";
    const int Longest = 2000;

    static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    public string IssuerOf(Realm realm) => realm == Realm.Staff ? site.Issuer : $"{site.Issuer}/s";

    /// <param name="realm">Whose key signs.</param>
    /// <param name="audience">Of <see cref="AccessToken"/>.</param>
    /// <param name="subject">TypeID of the account or shopper.</param>
    /// <param name="sessionId">The session it stands for.</param>
    /// <param name="organizationId">Where its bearer will act.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string> IssueAsync(Realm realm, string audience, string subject, Guid sessionId, Guid? organizationId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (keyId, sign) = await keys.SignerAsync(realm, ct);
        var header = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["alg"] = Algorithm, ["typ"] = Kind, ["kid"] = keyId });
        var claims = new Dictionary<string, object>
        {
            ["iss"] = IssuerOf(realm),
            ["aud"] = audience,
            ["sub"] = subject,
            ["sid"] = TypeId.Format(SessionPrefixOf(realm), sessionId),
            ["jti"] = Guid.CreateVersion7(now).ToString("N"),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + AccessToken.Lifetime).ToUnixTimeSeconds(),
        };
        if (organizationId is { } organization)
            claims["org"] = TypeId.Format("org", organization);
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>What the token says, if we said it: for this realm, with a key of its ring. Null for anything else.</summary>
    public async Task<AccessToken?> ReadAsync(Realm realm, string? token, CancellationToken ct)
    {
        if (token is not { Length: <= Longest } || token.Split('.') is not [var header, var body, var signature] || Decode(signature) is not { } signed || KeyOf(header) is not { } keyId)
            return null;
        if (await keys.FindAsync(realm, keyId, ct) is not var (key, counts) || !key.Verifies(Encoding.ASCII.GetBytes($"{header}.{body}"), signed))
            return null;
        return Parse(body) is { } claims ? Sound(realm, claims, counts) : null;
    }

    /// <summary>The key's name in a header that is ours in form.</summary>
    static string? KeyOf(string header) =>
        Parse(header) is { } said && Text(said, "alg") == Algorithm && Text(said, "typ") == Kind && !said.TryGetProperty("crit", out _) ? Text(said, "kid") : null;

    static string SessionPrefixOf(Realm realm) => realm == Realm.Staff ? "ses" : "shs";

    AccessToken? Sound(Realm realm, JsonElement claims, bool counts)
    {
        var now = clock.GetUtcNow();
        if (Text(claims, "iss") != IssuerOf(realm) || Text(claims, "aud") is not { } audience || Text(claims, "sub") is not { Length: > 0 } subject
            || !TypeId.TryParse(SessionPrefixOf(realm), Text(claims, "sid"), out var session) || Moment(claims, "iat") is not { } issued || Moment(claims, "exp") is not { } expires)
            return null;
        if (issued > now + AccessToken.Skew || (claims.TryGetProperty("nbf", out _) && !(Moment(claims, "nbf") <= now + AccessToken.Skew)))
            return null;
        Guid? organization = TypeId.TryParse("org", Text(claims, "org"), out var found) ? found : null;
        if (realm == Realm.Staff ? audience != AccessToken.StaffAudience : organization is not { } shop || audience != AccessToken.ShopperAudience(shop))
            return null;
        return new(audience, subject, session, organization, expires, counts && expires + AccessToken.Skew > now);
    }

    static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static DateTimeOffset? Moment(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    static JsonElement? Parse(string part)
    {
        if (Decode(part) is not { } json)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static byte[]? Decode(string part) => part.Length is 0 or > Longest || part.Length % 4 == 1 || part.AsSpan().ContainsAnyExcept(Alphabet) ? null : Base64Url.DecodeFromChars(part);
}
