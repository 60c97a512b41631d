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

/// <summary>Access tokens that expire while a page is open, and links from another site.</summary>
[Collection(SharedApp.Accounts)]
public sealed class TwoTokens(SharedApp shared)
{
    const string Access = "__Host-staff-session";

    [Fact]
    public async Task An_expired_access_token_is_renewed_once_for_all_tabs_without_interruption()
    {
        var (app, database) = (shared.App, shared.Database);
        await using var browsing = await Browsing.OpenAsync();
        var orders = $"{DemoMember.Home(app)}/orders";
        var firstTab = await DemoMember.SignInAsync(await browsing.VisitorAsync(app.Url), app);
        var secondTab = await firstTab.Context.NewPageAsync();
        Task<long> CountUsedAsync() =>
            database.ScalarAsync<long>("select count(*) from platform.refresh_tokens where used_at is not null");
        var before = await CountUsedAsync();

        await ExpireAsync(firstTab.Context, database);
        await Task.WhenAll(firstTab.OpenAsync(orders), secondTab.OpenAsync(orders));
        await Assertions.Expect(firstTab.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
        await Assertions.Expect(secondTab.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
        Assert.Equal(before + 1, await CountUsedAsync());

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
        Assert.Equal(before + 2, await CountUsedAsync());
        // The circuit was never closed, so it handles the click.
        await firstTab.GetByRole(AriaRole.Link, new() { Name = "Customers", Exact = true }).ClickAsync();
        await Assertions.Expect(firstTab.GetByRole(AriaRole.Heading, new() { Name = "Customers", Level = 1 })).ToBeVisibleAsync();
        Assert.True(await firstTab.EvaluateAsync<bool>("() => window.undisturbed"));
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task A_link_from_another_site_opens_the_page_signed_in()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(app.Url), app);
        var orders = $"{app.Url}{DemoMember.Home(app)}/orders";

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
}
