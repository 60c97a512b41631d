using System.Net.Http.Json;
using System.Text.Json;

namespace App.E2E.Accounts;

/// <summary>An independent library verifies our access tokens with the published keys.</summary>
public sealed class TokenVerification(SeededDatabase seeded)
{
    [Fact]
    public async Task An_independent_library_verifies_our_tokens_before_and_after_a_key_rotation()
    {
        using var jose = await Jose.InstallAsync();
        Assert.SkipWhen(jose is null, "npm did not install jose.");
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        var organization = app.Demo.GetProperty("organizations")[0];
        var id = organization.GetProperty("public_id").GetString()!;
        var slug = organization.GetProperty("slug").GetString()!;
        var keys = $"{app.Url}/.well-known/jwks.json";
        var shopperAudience = $"stockade:shopper:{id}";
        var staff = await LogInAsync(app, "auth/login", OwnerOf(organization));
        var shopper = await LogInAsync(app, $"storefront/{slug}/auth/login", organization.GetProperty("customers")[0]);

        foreach (var _ in new[] { "before", "after" })
        {
            var claims = await jose!.VerifyAsync(keys, "http://localhost", "stockade:staff", staff);
            Assert.Equal(id, claims.GetProperty("org").GetString());
            var shopperClaims = await jose.VerifyAsync(keys, "http://localhost/s", shopperAudience, shopper);
            Assert.StartsWith("shp_", shopperClaims.GetProperty("sub").GetString());
            await app.RunToEndAsync("keys", "rotate", "staff");
        }
        using var http = app.Http();
        Assert.Equal(4, (await http.GetFromJsonAsync<JsonElement>(keys)).GetProperty("keys").GetArrayLength());
        Assert.Equal("ERR_JWT_CLAIM_VALIDATION_FAILED", await RefusedAsync(shopperAudience, "http://localhost", staff));
        Assert.Equal(
            "ERR_JWS_SIGNATURE_VERIFICATION_FAILED", await RefusedAsync("stockade:staff", "http://localhost", Tampered(staff)));

        async Task<string?> RefusedAsync(string audience, string issuer, string token) =>
            (await jose.VerifyAsync(keys, issuer, audience, token)).GetProperty("refused").GetString();
    }

    static string Tampered(string token)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}";
    }

    static JsonElement OwnerOf(JsonElement organization) =>
        organization.GetProperty("staff").EnumerateArray().First(person => person.GetProperty("role").GetString() == "owner");

    static async Task<string> LogInAsync(RunningApp app, string path, JsonElement person)
    {
        using var http = app.Http();
        var email = person.GetProperty("email").GetString();
        var password = person.GetProperty("password").GetString();
        using var answer = await http.PostAsJsonAsync($"/api/v1/{path}", new { email, password });
        var tokens = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return tokens.GetProperty("access_token").GetString()!;
    }
}
