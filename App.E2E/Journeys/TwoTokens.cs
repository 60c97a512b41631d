using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using App.E2E.Peers;
using Microsoft.Playwright;
using Npgsql;

namespace App.E2E.Journeys;

/// <summary>Access tokens that run out under an open page, and what others make of them.</summary>
public sealed class TwoTokens(SeededDatabase seeded)
{
    const string Access = "__Host-staff-session";

    [Fact]
    public async Task An_access_token_that_has_run_out_interrupts_nothing_and_all_tabs_share_one_renewal()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[0];
        var orders = $"/{organization.GetProperty("slug").GetString()}/orders";
        var left = await SignInAsync(browsing, app, organization);
        var right = await left.Context.NewPageAsync();
        Task<long> SpentAsync() => database.ScalarAsync<long>("select count(*) from platform.refresh_tokens where used_at is not null");

        await AgeAsync(left.Context, database);
        await Task.WhenAll(left.OpenAsync(orders), right.OpenAsync(orders));
        await Assertions.Expect(left.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
        await Assertions.Expect(right.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
        Assert.Equal(1, await SpentAsync());

        foreach (var page in new[] { left, right })
            await page.EvaluateAsync("() => { window.undisturbed = true; }");
        await left.EvaluateAsync("() => localStorage.setItem('staff-access-until', '0')"); // once: they share it, and whichever notices first renews for both
        await Task.WhenAll(left.EvaluateAsync("() => dispatchEvent(new Event('online'))"), right.EvaluateAsync("() => dispatchEvent(new Event('online'))"));
        foreach (var page in new[] { left, right }) // who comes after all that wait has seen them done
            Assert.True(await page.EvaluateAsync<bool>("async () => { await navigator.locks.request('staff-refresh', () => {}); return window.undisturbed && Number(localStorage.getItem('staff-access-until')) > Date.now() + 600000; }"));
        Assert.Equal(2, await SpentAsync());
        await left.GetByRole(AriaRole.Link, new() { Name = "Customers", Exact = true }).ClickAsync(); // in the circuit that was open all the time
        await Assertions.Expect(left.GetByRole(AriaRole.Heading, new() { Name = "Customers", Level = 1 })).ToBeVisibleAsync();
        Assert.True(await left.EvaluateAsync<bool>("() => window.undisturbed"));
        Assert.Empty(browsing.Complaints);
    }

    [Fact]
    public async Task A_link_on_another_site_finds_its_reader_signed_in()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[0];
        var page = await SignInAsync(browsing, app, organization);
        var orders = $"{app.Url}/{organization.GetProperty("slug").GetString()}/orders";

        await page.GotoAsync($"http://127.0.0.1:{app.Port}/docs/errors"); // to the browser another site than localhost
        await page.EvaluateAsync("address => { const link = document.createElement('a'); link.href = address; link.id = 'mailed'; link.textContent = 'x'; document.body.append(link); }", orders);
        await page.EvaluateAsync("() => document.getElementById('mailed').click()");

        await page.WaitForURLAsync(orders);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_independent_library_verifies_our_tokens_by_the_published_keys_and_goes_on_after_a_rotation()
    {
        using var jose = await Jose.InstallAsync();
        Assert.SkipWhen(jose is null, "npm did not install the peer.");
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        var organization = app.Demo.GetProperty("organizations")[0];
        var (id, slug) = (organization.GetProperty("public_id").GetString()!, organization.GetProperty("slug").GetString()!);
        var (keys, shopperAudience) = ($"{app.Url}/.well-known/jwks.json", $"stockade:shopper:{id}");
        var staff = await LogInAsync(app, "auth/login", OwnerOf(organization));
        var shopper = await LogInAsync(app, $"storefront/{slug}/auth/login", organization.GetProperty("customers")[0]);

        foreach (var _ in new[] { "before", "after" })
        {
            var claims = await jose!.VerifyAsync(keys, "http://localhost", "stockade:staff", staff);
            Assert.Equal(id, claims.GetProperty("org").GetString());
            Assert.StartsWith("shp_", (await jose.VerifyAsync(keys, "http://localhost/s", shopperAudience, shopper)).GetProperty("sub").GetString());
            await app.RunToEndAsync("keys", "rotate", "staff");
        }
        using var http = app.Http();
        Assert.Equal(4, (await http.GetFromJsonAsync<JsonElement>(keys)).GetProperty("keys").GetArrayLength());
        Assert.Equal("ERR_JWT_CLAIM_VALIDATION_FAILED", await RefusedAsync(shopperAudience, "http://localhost", staff));
        Assert.Equal("ERR_JWS_SIGNATURE_VERIFICATION_FAILED", await RefusedAsync("stockade:staff", "http://localhost", Tampered(staff)));

        async Task<string?> RefusedAsync(string audience, string issuer, string token) => (await jose.VerifyAsync(keys, issuer, audience, token)).GetProperty("refused").GetString();
    }

    /// <summary>The browser's access token becomes one that ran out an hour ago: signed with a key that the test puts into the ring, because the app's own is sealed.</summary>
    static async Task AgeAsync(IBrowserContext context, TestDatabase database)
    {
        using var rsa = RSA.Create(2048);
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        await using (var source = NpgsqlDataSource.Create(database.Connection("ADMIN")))
        await using (var plant = source.CreateCommand("insert into platform.signing_keys (id, realm, public_key, sealed_private_key, created_at, signs_from) values ($1, 'Staff', $2, '', '2020-01-01Z', '2020-01-01Z')"))
        {
            plant.Parameters.Add(new() { Value = id });
            plant.Parameters.Add(new() { Value = rsa.ExportSubjectPublicKeyInfo() });
            await plant.ExecuteNonQueryAsync();
        }
        var current = (await context.CookiesAsync()).Single(cookie => cookie.Name == Access);
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(current.Value.Split('.')[1]))!;
        foreach (var moment in new[] { "iat", "exp" })
            claims[moment] = claims[moment]!.GetValue<long>() - 4500;
        var signed = $"{Encode($$"""{"alg":"RS256","typ":"at+jwt","kid":"{{id}}"}""")}.{Encode(claims.ToJsonString())}";
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        await context.AddCookiesAsync([new() { Name = Access, Value = $"{signed}.{Base64Url.EncodeToString(signature)}", Domain = "localhost", Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Strict, Expires = current.Expires }]);
    }

    static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    static string Tampered(string token)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}";
    }

    static JsonElement OwnerOf(JsonElement organization) => organization.GetProperty("staff").EnumerateArray().First(person => person.GetProperty("role").GetString() == "owner");

    static async Task<string> LogInAsync(RunningApp app, string path, JsonElement person)
    {
        using var http = app.Http();
        using var answer = await http.PostAsJsonAsync($"/api/v1/{path}", new { email = person.GetProperty("email").GetString(), password = person.GetProperty("password").GetString() });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    static async Task<IPage> SignInAsync(Browsing browsing, RunningApp app, JsonElement organization)
    {
        var page = await browsing.VisitorAsync(app.Url);
        await page.GotoAsync("/login");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(OwnerOf(organization).GetProperty("email").GetString()!);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(OwnerOf(organization).GetProperty("password").GetString()!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/(select|harbor-foods|northgate-tools)"));
        return page;
    }
}
