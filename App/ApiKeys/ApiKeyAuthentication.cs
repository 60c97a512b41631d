using System.Security.Claims;
using System.Text.Encodings.Web;
using App.Platform;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace App.ApiKeys;

/// <summary><c>Authorization: Bearer stk_…</c>, or Basic with the key as the user's name. A malformed key never reaches the database.</summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AppDatabase database, IMemoryCache cache, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public static readonly Problem Malformed = Problem.Unauthenticated with { Code = "key_malformed", Detail = "The Authorization header does not hold an API key: it is mistyped or cut off. Send it as 'Bearer stk_…'." };
    public static readonly Problem Refused = Problem.Unauthenticated with { Code = "key_invalid", Detail = "The API key is unknown, revoked or expired. Make a new one under Developers, API keys." };
    Problem problem = Refused;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Authentication.IsErrorPage(Context))
            return AuthenticateResult.NoResult();
        if (Request.Headers.Authorization.Count != 1 || KeyText.Parse(Shown(Request.Headers.Authorization.ToString())) is not { } key)
        {
            problem = Malformed;
            return AuthenticateResult.Fail("Malformed.");
        }
        var credential = new Credential.ApiKey(key.Hash());
        return await Authentication.ProveAsync(cache, Scheme.Name, Authentication.Of(credential), async () =>
        {
            await using var look = database.Source.CreateCommand("select actor_name from platform.enter_by_key($1, $2)");
            look.Parameters.Add(new() { Value = credential.Hash });
            look.Parameters.Add(new() { Value = clock.GetUtcNow() });
            return await look.ExecuteScalarAsync(Context.RequestAborted) is string name ? [new Claim(ClaimTypes.Name, name)] : null;
        });
    }

    static string Shown(string header)
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

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ProblemAnswer.WriteAsync(Context, problem);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ProblemAnswer.WriteAsync(Context, Refused);
}
