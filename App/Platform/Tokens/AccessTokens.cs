using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace App.Platform.Tokens;

/// <summary>
/// Issues and verifies access tokens: JWTs by RFC 9068, signed with RS256 only, through Microsoft.IdentityModel.JsonWebTokens.
/// The key is looked up by its id among our own keys of the realm; headers that point to other keys are ignored. Times are
/// checked against the injected clock.
/// </summary>
public sealed class AccessTokens(SigningKeys keys, PublicUrl publicUrl, TimeProvider clock)
{
    const string Kind = "at+jwt";
    const int Longest = 2000;

    static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = Longest, SetDefaultTimesOnTokenCreation = false };

    public string IssuerOf(Realm realm) => realm == Realm.Staff ? publicUrl.Issuer : $"{publicUrl.Issuer}/s";

    /// <summary>Issues an access token and returns it as a JWT.</summary>
    /// <param name="realm">The realm whose key signs.</param>
    /// <param name="audience">One of the audiences in <see cref="AccessToken"/>.</param>
    /// <param name="subject">The TypeID of the account or shopper.</param>
    /// <param name="sessionId">The session that the token belongs to.</param>
    /// <param name="organizationId">The organization in which the client acts; null for none.</param>
    public async Task<string> IssueAsync(
        Realm realm, string audience, string subject, Guid sessionId, Guid? organizationId, CancellationToken ct)
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

    /// <summary>Verifies a token and returns its content; null if it is not one of ours for this realm.</summary>
    public async Task<AccessToken?> ReadAsync(Realm realm, string? token, CancellationToken ct)
    {
        if (!TryParse(token, out var jwt, out var claims) || await keys.FindAsync(realm, jwt.Kid, ct) is not var (key, counts))
            return null;
        Guid? organization = TypeId.TryParse("org", Text(claims, "org"), out var found) ? found : null;
        var audience = AudienceOf(realm, organization);
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
            // expired tokens are accepted here, because they redirect the browser to a refresh
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

    static string? AudienceOf(Realm realm, Guid? organization)
    {
        if (realm == Realm.Staff)
            return AccessToken.StaffAudience;
        return organization is { } id ? AccessToken.ShopperAudience(id) : null;
    }

    static string SessionPrefixOf(Realm realm) => realm == Realm.Staff ? "ses" : "shs";

    /// <summary>
    /// Parses a token in the exact format of ours. The library is less strict: it accepts padded base64 and duplicate claims, and
    /// ignores the extensions named in <c>crit</c>.
    /// </summary>
    bool TryParse(string? token, [NotNullWhen(true)] out JsonWebToken? jwt, out JsonElement claims)
    {
        jwt = null;
        claims = default;
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
            : throw new JsonException("The part is not a JSON object.");
    }

    static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
