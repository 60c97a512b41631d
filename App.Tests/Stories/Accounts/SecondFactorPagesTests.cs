using System.Net;
using System.Text.RegularExpressions;
using App.Accounts;
using OtpNet;

namespace App.Tests.Accounts;

/// <summary>The second factor pages work over HTTP without JavaScript.</summary>
public sealed partial class SecondFactorPagesTests(TestHost host)
{
    static string CodeOf(string key, int steps = 0) =>
        SecondFactorScenario.CodeAt(Base32Encoding.ToBytes(key), TimeProvider.System.GetUtcNow().AddSeconds(30 * steps));

    async Task<(TestBrowser Browser, string Email)> JoinsAsync()
    {
        var email = AccountScenario.NewAddress();
        await host.JoinsAsync(email);
        var browser = new TestBrowser(host);
        await PasswordAsync(browser, email);
        return (browser, email);
    }

    static async Task PasswordAsync(TestBrowser browser, string email)
    {
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", email), ("password", AccountScenario.Password));
    }

    static async Task SignOutAsync(TestBrowser browser)
    {
        await browser.GetAsync("/account/sessions");
        await browser.SubmitAsync("/logout");
    }

    /// <summary>Steps up with an emailed code, adds an authenticator app and returns the key shown on the page.</summary>
    async Task<string> AddsAppAsync(TestBrowser browser, string email)
    {
        await browser.GetAsync("/account/security/authenticator");
        await browser.FollowAsync();
        await browser.SubmitAsync("send");
        Assert.Equal("Code sent", browser.Notice);
        await browser.SubmitAsync("confirm", ("code", await host.CodeToAsync(email)));
        Assert.Equal("/account/security/authenticator", browser.Location);
        await browser.FollowAsync();
        await browser.SubmitAsync("start");
        await browser.FollowAsync();
        Assert.Contains("<svg class=\"qr\"", browser.Html);
        var key = Key().Match(browser.Html).Groups[1].Value;
        await browser.SubmitAsync("confirm", ("name", "Phone"), ("code", CodeOf(key)));
        Assert.Equal("/account/security/recovery-codes", browser.Location);
        return key;
    }

    [Fact]
    public async Task An_app_and_recovery_codes_are_added_after_step_up_and_both_sign_in()
    {
        var (browser, email) = await JoinsAsync();
        using var _ = browser;
        var key = await AddsAppAsync(browser, email);
        await browser.FollowAsync();
        await browser.SubmitAsync("make");
        var codes = Codes().Matches(browser.Html).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(10, codes.Count);
        await browser.GetAsync("/account/security/recovery-codes");
        Assert.Empty(Codes().Matches(browser.Html)); // the codes are shown only once
        await browser.GetAsync("/account/security");
        Assert.Contains("10 codes are left.", browser.Html);

        await SignOutAsync(browser);
        await PasswordAsync(browser, email);
        Assert.Equal("/login/second", browser.Location);
        Assert.False(browser.Cookies.ContainsKey("__Host-staff-session"));
        await browser.FollowAsync();
        await browser.SubmitAsync("second", ("code", "000000"));
        Assert.Equal((HttpStatusCode.BadRequest, "Invalid code"), (browser.Status, browser.Notice));
        await browser.SubmitAsync("second", ("code", codes[0]), ("remember", "true"));
        Assert.Equal("/select", browser.Location);
        Assert.Contains(
            browser.SetCookies,
            cookie => cookie.StartsWith("__Host-staff-device=", StringComparison.Ordinal)
                && cookie.Contains("max-age=2592000", StringComparison.OrdinalIgnoreCase)
                && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));

        await SignOutAsync(browser);
        await PasswordAsync(browser, email); // the browser is a trusted device
        Assert.Equal("/select", browser.Location);
        await browser.GetAsync("/account/security");
        await browser.SubmitAsync(ForgetForm().Match(browser.Html).Groups[1].Value);
        await SignOutAsync(browser);
        await PasswordAsync(browser, email);
        await browser.FollowAsync();
        await browser.SubmitAsync("second", ("code", CodeOf(key, 1)));
        Assert.Equal("/select", browser.Location);
    }

    [Fact]
    public async Task Removing_the_app_requires_step_up_with_the_app()
    {
        var (browser, email) = await JoinsAsync();
        using var _ = browser;
        await AddsAppAsync(browser, email);
        await host.ScalarAsync<string>("""
            update platform.sessions set proved_at = null
            from platform.accounts a
            where a.id = account_id and a.email = $1 returning 'done'
            """, email);
        await browser.GetAsync("/account/security");
        var remove = RemoveForm().Match(browser.Html).Groups[1].Value;

        await browser.SubmitAsync(remove);
        Assert.Equal("/account/confirm?returnUrl=%2Faccount%2Fsecurity", browser.Location);
        await browser.FollowAsync();
        Assert.DoesNotContain("Email me a code", browser.Html); // the app must be used instead
        await browser.SubmitAsync("confirm", ("code", "000000"));
        Assert.Equal("Invalid code", browser.Notice);
    }

    [Theory]
    [InlineData("/login/second")]
    [InlineData("/account/confirm")]
    public async Task Second_factor_pages_do_not_redirect_to_other_sites(string page)
    {
        var (browser, email) = await JoinsAsync();
        using var _ = browser;
        var key = await AddsAppAsync(browser, email);
        await host.ScalarAsync<string>("""
            update platform.authenticators set last_step = 1
            from platform.accounts a
            where a.id = account_id and a.email = $1 returning 'done'
            """, email);
        using var fresh = new TestBrowser(host);
        await PasswordAsync(fresh, email);
        var asked = page == "/login/second" ? fresh : browser;

        await asked.GetAsync($"{page}?returnUrl=//evil.example");
        await asked.SubmitAsync(
            page == "/login/second" ? "second" : "confirm", ("returnUrl", "https://evil.example/"), ("code", CodeOf(key)));

        Assert.DoesNotContain("evil", asked.Location ?? "");
    }

    [Theory]
    [InlineData("/account/security")]
    [InlineData("/account/security/authenticator")]
    [InlineData("/account/security/recovery-codes")]
    [InlineData("/account/confirm")]
    public async Task Anonymous_visitors_are_redirected_to_sign_in_with_a_return_URL(string page)
    {
        using var browser = new TestBrowser(host);

        await browser.GetAsync(page);

        Assert.Equal($"/login?returnUrl={Uri.EscapeDataString(page)}", browser.Location);
    }

    [Fact]
    public async Task The_second_step_page_shows_a_message_when_no_sign_in_is_pending()
    {
        using var browser = new TestBrowser(host);

        await browser.GetAsync("/login/second");

        Assert.Contains("No sign-in is in progress", browser.Html);
    }

    [Theory]
    [InlineData("/login/challenge")]
    [InlineData("/account/passkeys/challenge")]
    [InlineData("/account/confirm/challenge")]
    public async Task A_passkey_challenge_requires_an_antiforgery_token_and_the_same_origin(string address)
    {
        var acme = await host.OrganizationAsync();
        using var http = host.Http();
        foreach (var (origin, expected) in new[]
        {
            (http.BaseAddress!.GetLeftPart(UriPartial.Authority), 400), ("https://evil.example", 403),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Headers.TryAddWithoutValidation("Cookie", $"__Host-staff-session={await acme.Owner.SessionTokenAsync()}");
            request.Headers.TryAddWithoutValidation("Origin", origin);
            using var answer = await http.SendAsync(request);
            Assert.Equal(expected, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_passkey_form_is_hidden_until_the_script_detects_passkey_support()
    {
        using var browser = new TestBrowser(host);

        await browser.GetAsync("/login");

        Assert.Matches("<form[^>]*data-passkey=\"get\"[^>]* hidden", browser.Html);
        await browser.SubmitAsync("passkey"); // without a passkey response
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.False(browser.Cookies.ContainsKey("__Host-staff-session"));
    }

    [GeneratedRegex("data-copy=\"([A-Z2-7]{32})\"")]
    private static partial Regex Key();

    [GeneratedRegex("<code class=\"mono\">([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})</code>")]
    private static partial Regex Codes();

    [GeneratedRegex("name=\"_handler\" value=\"(forget-[^\"]+)\"")]
    private static partial Regex ForgetForm();

    [GeneratedRegex("name=\"_handler\" value=\"(remove-[^\"]+)\"")]
    private static partial Regex RemoveForm();
}
