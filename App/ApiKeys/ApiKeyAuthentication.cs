using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace App.ApiKeys;

/// <summary>
/// Authenticates <c>Authorization: Bearer stk_…</c>, or Basic with the key as user name. A malformed key never reaches the
/// database.
/// </summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AppDatabase database,
    IMemoryCache cache,
    UnknownCredentials unknown,
    SecurityLog securityLog,
    TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public static readonly Problem Malformed = Problem.Unauthenticated with
    {
        Code = "key_malformed",
        Detail = "The Authorization header does not contain a complete API key. Send it as 'Bearer stk_…'.",
    };

    public static readonly Problem Refused = Problem.Unauthenticated with
    {
        Code = "key_invalid",
        Detail = "The API key is unknown, revoked or expired. Create a new one under Developers, API keys.",
    };

    Problem problem = Refused;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Authentication.IsErrorPage(Context))
            return AuthenticateResult.NoResult();
        if (Read(Request) is not { } credential)
        {
            problem = Malformed;
            return AuthenticateResult.Fail("Malformed.");
        }
        var name = Authentication.Of(credential);
        if (unknown.Contains(name))
            return Refuse(credential);
        var result = await Authentication.ProveAsync(cache, Scheme.Name, name, async () =>
        {
            await using var find = database.Source.CreateCommand("select actor_name from platform.enter_by_key($1, $2)");
            find.Parameters.Add(new() { Value = credential.Hash });
            find.Parameters.Add(new() { Value = clock.GetUtcNow() });
            if (await find.ExecuteScalarAsync(Context.RequestAborted) is string actor)
                return [new Claim(ClaimTypes.Name, actor)];
            unknown.Add(name);
            return null;
        });
        return result.Succeeded ? result : Refuse(credential);
    }

    /// <summary>Reports the key: if it was revoked or has expired, its organization sees that somebody still uses it.</summary>
    AuthenticateResult Refuse(Credential.ApiKey credential)
    {
        securityLog.Add(SecurityEventKind.RefusedKey, SecuritySource.Of(credential), Context.Connection.RemoteIpAddress);
        return AuthenticateResult.Fail("The key is not valid.");
    }

    /// <summary>Returns the key in the Authorization header; null if there is none, or not exactly one well-formed key.</summary>
    public static Credential.ApiKey? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && KeyText.Parse(KeyIn(header.ToString())) is { } key ? new(key.Hash()) : null;
    }

    static string KeyIn(string header)
    {
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return header[7..].Trim();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return "";
        Span<byte> bytes = stackalloc byte[200];
        return header.Length < 250 && Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length)
            ? System.Text.Encoding.ASCII.GetString(bytes[..length]).Split(':')[0]
            : "";
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        ProblemResponse.WriteAsync(Context, problem);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemResponse.WriteAsync(Context, Refused);
}
