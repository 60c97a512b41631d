using System.Buffers.Text;
using System.Globalization;

namespace App.Platform.Tokens;

/// <summary>
/// Serves the public keys of both realms (RFC 7517) to services that verify our tokens. The issuer and audience of a token show
/// its realm.
/// </summary>
static class KeySet
{
    public const string Address = "/.well-known/jwks.json";

    public static void MapKeySet(this IEndpointRouteBuilder routes) => routes
        .MapGet(Address, async Task<IResult> (SigningKeys keys, HttpContext context, CancellationToken ct) =>
        {
            context.Response.Headers.CacheControl =
                string.Create(CultureInfo.InvariantCulture, $"public, max-age={SigningKeys.Ahead.TotalSeconds:0}");
            return TypedResults.Json(new { keys = (await keys.PublishedAsync(ct)).Select(Of) });
        })
        .AllowAnonymous();

    static object Of(SigningKey key)
    {
        using var rsa = key.OpenPublic();
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = key.Id,
            n = Base64Url.EncodeToString(numbers.Modulus),
            e = Base64Url.EncodeToString(numbers.Exponent),
        };
    }
}
