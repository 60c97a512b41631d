using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Npgsql;

namespace App.E2E.Accounts;

/// <summary>Access tokens that expire while a page is open, and their verification by an independent library.</summary>
public sealed class TwoTokens(SeededDatabase seeded)
{
    const string Access = "__Host-staff-session";

    [Fact]
    public async Task An_expired_access_token_is_renewed_once_for_all_tabs_without_interruption()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[0];
        var orders = $"/{organization.GetProperty("slug").GetString()}/orders";
        var firstTab = await SignInAsync(browsing, app, organization);
        var secondTab = await firstTab.Context.NewPageAsync();
        Task<long> CountUsedAsync() =>
            database.ScalarAsync<long>("select count(*) from platform.refresh_tokens where used_at is not null");

        await ExpireAsync(firstTab.Context, database);
        await Task.WhenAll(firstTab.OpenAsync(orders), secondTab.OpenAsync(orders));
        await Assertions.Expect(firstTab.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
        await Assertions.Expect(secondTab.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
        Assert.Equal(1, await CountUsedAsync());

        foreach (var page in new[] { firstTab, secondTab })
            await page.EvaluateAsync("() => { window.undisturbed = true; }");
        // The tabs share the local storage, so one write is enough, and the tab that notices first renews for both.
        await firstTab.EvaluateAsync("() => localStorage.setItem('staff-access-until', '0')");
        await Task.WhenAll(
            firstTab.EvaluateAsync("() => dispatchEvent(new Event('online'))"),
            secondTab.EvaluateAsync("() => dispatchEvent(new Event('online'))"));
        foreach (var page in new[] { firstTab, secondTab })
            Assert.True(await page.EvaluateAsync<bool>("""
                async () => {
                    // Locks are granted in order, so every renewal that waited earlier has finished by then.
                    await navigator.locks.request('staff-refresh', () => {});
                    return window.undisturbed && Number(localStorage.getItem('staff-access-until')) > Date.now() + 600000;
                }
                """));
        Assert.Equal(2, await CountUsedAsync());
        // The circuit was never closed, so it handles the click.
        await firstTab.GetByRole(AriaRole.Link, new() { Name = "Customers", Exact = true }).ClickAsync();
        await Assertions.Expect(firstTab.GetByRole(AriaRole.Heading, new() { Name = "Customers", Level = 1 })).ToBeVisibleAsync();
        Assert.True(await firstTab.EvaluateAsync<bool>("() => window.undisturbed"));
        Assert.Empty(browsing.Errors);
    }

    [Fact]
    public async Task A_link_from_another_site_opens_the_page_signed_in()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[0];
        var page = await SignInAsync(browsing, app, organization);
        var orders = $"{app.Url}/{organization.GetProperty("slug").GetString()}/orders";

        await page.GotoAsync($"http://127.0.0.1:{app.Port}/docs/errors"); // for the browser, a different site than localhost
        await page.EvaluateAsync(
            """
            address => {
                const link = document.createElement('a');
                link.href = address;
                link.id = 'mailed';
                link.textContent = 'x';
                document.body.append(link);
            }
            """,
            orders);
        await page.EvaluateAsync("() => document.getElementById('mailed').click()");

        await page.WaitForURLAsync(orders);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
    }

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

    /// <summary>
    /// Replaces the browser's access token with one that expired an hour ago. It is signed with a key that the test adds to the
    /// signing keys, because the app's own private key is encrypted.
    /// </summary>
    static async Task ExpireAsync(IBrowserContext context, TestDatabase database)
    {
        using var rsa = RSA.Create(2048);
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        await using (var source = NpgsqlDataSource.Create(database.Connection("ADMIN")))
        await using (var insert = source.CreateCommand("""
            insert into platform.signing_keys (id, realm, public_key, encrypted_private_key, created_at, signs_from)
            values ($1, 'Staff', $2, '', '2020-01-01Z', '2020-01-01Z')
            """))
        {
            insert.Parameters.Add(new() { Value = id });
            insert.Parameters.Add(new() { Value = rsa.ExportSubjectPublicKeyInfo() });
            await insert.ExecuteNonQueryAsync();
        }
        var current = (await context.CookiesAsync()).Single(cookie => cookie.Name == Access);
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(current.Value.Split('.')[1]))!;
        foreach (var claim in new[] { "iat", "exp" })
            claims[claim] = claims[claim]!.GetValue<long>() - 4500;
        var signed = $"{Encode($$"""{"alg":"RS256","typ":"at+jwt","kid":"{{id}}"}""")}.{Encode(claims.ToJsonString())}";
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        await context.AddCookiesAsync(
        [
            new()
            {
                Name = Access,
                Value = $"{signed}.{Base64Url.EncodeToString(signature)}",
                Domain = "localhost",
                Path = "/",
                Secure = true,
                HttpOnly = true,
                SameSite = SameSiteAttribute.Strict,
                Expires = current.Expires,
            },
        ]);
    }

    static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

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

    static async Task<IPage> SignInAsync(Browsing browsing, RunningApp app, JsonElement organization)
    {
        var owner = OwnerOf(organization);
        var page = await browsing.VisitorAsync(app.Url);
        await page.GotoAsync("/login");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(owner.GetProperty("email").GetString()!);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(owner.GetProperty("password").GetString()!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/(select|harbor-foods|northgate-tools)"));
        return page;
    }
}
