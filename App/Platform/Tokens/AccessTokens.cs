using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace App.Platform;

/// <summary>
/// Access tokens: JWTs of one kind (RFC 9068), RS256 and nothing else, written and verified by
/// Microsoft.IdentityModel.JsonWebTokens. The key is looked up by its name in our own ring of the realm; what a token says of
/// keys elsewhere is not read. Moments are judged by our clock.
/// </summary>
public sealed class AccessTokens(SigningKeys keys, Site site, TimeProvider clock)
{
    const string Kind = "at+jwt";
    const int Longest = 2000;

    static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = Longest, SetDefaultTimesOnTokenCreation = false };

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
        var key = await keys.SignerAsync(realm, ct);
        using var _ = key.Rsa;
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = subject,
            [JwtRegisteredClaimNames.Sid] = TypeId.Format(SessionPrefixOf(realm), sessionId),
            [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString("N"),
        };
        if (organizationId is { } organization)
            claims["org"] = TypeId.Format("org", organization);
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Kind,
            Issuer = IssuerOf(realm),
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            Expires = (now + AccessToken.Lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>What the token says, if we said it: for this realm, with a key of its ring. Null for anything else.</summary>
    public async Task<AccessToken?> ReadAsync(Realm realm, string? token, CancellationToken ct)
    {
        if (!TryParse(token, out var jwt, out var claims) || await keys.FindAsync(realm, jwt.Kid, ct) is not var (key, counts))
            return null;
        Guid? organization = TypeId.TryParse("org", Text(claims, "org"), out var found) ? found : null;
        var audience = realm == Realm.Staff ? AccessToken.StaffAudience
            : organization is { } shop ? AccessToken.ShopperAudience(shop)
            : null;
        var now = clock.GetUtcNow();
        var latest = (now + AccessToken.Skew).UtcDateTime;
        using var rsa = key.OpenPublic();
        var validated = await handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidTypes = [Kind],
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKey = SigningKeys.Named(rsa, key.Id),
            TryAllIssuerSigningKeys = false,
            ValidIssuer = IssuerOf(realm),
            AudienceValidator = (audiences, _, _) => audiences.ToList() is [var only] && only == audience,
            // An expired token is read too: it was ours, and leads to a refresh.
            LifetimeValidator = (notBefore, expires, _, _) => expires is not null && !(notBefore > latest),
        });
        if (!validated.IsValid || audience is null || jwt.IssuedAt == default || jwt.IssuedAt > latest)
            return null;
        if (Text(claims, "sub") is not { Length: > 0 } subject
            || !TypeId.TryParse(SessionPrefixOf(realm), Text(claims, "sid"), out var session))
            return null;
        var until = new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero);
        return new(audience, subject, session, organization, until, counts && until > now - AccessToken.Skew);
    }

    static string SessionPrefixOf(Realm realm) => realm == Realm.Staff ? "ses" : "shs";

    /// <summary>
    /// Whether it has the form of our tokens. The library would take more than that: padded base64, a claim that stands there
    /// twice, and extensions named in <c>crit</c>, which it does not look at.
    /// </summary>
    bool TryParse(string? token, [NotNullWhen(true)] out JsonWebToken? jwt, out JsonElement claims)
    {
        (jwt, claims) = (null, default);
        if (token is not { Length: <= Longest } || token.AsSpan().ContainsAnyExcept(Alphabet) || token.AsSpan().Count('.') != 2)
            return false;
        try
        {
            jwt = handler.ReadJsonWebToken(token);
            claims = Read(jwt.EncodedPayload);
            return Text(Read(jwt.EncodedHeader), "kid") is { Length: > 0 } && !jwt.TryGetHeaderValue<object>("crit", out _);
        }
        catch (Exception failure) when (failure is
            ArgumentException or FormatException or JsonException or SecurityTokenException)
        {
            return false;
        }
    }

    static JsonElement Read(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part), Strict);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.Clone()
            : throw new JsonException("It is no object.");
    }

    static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
