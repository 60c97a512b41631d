using System.Net;
using System.Text.RegularExpressions;
using App.Accounts;
using App.Platform;
using OtpNet;

namespace App.Tests.Accounts;

/// <summary>The pages of second factors, over HTTP and without script.</summary>
public sealed partial class FactorPagesTests(TestHouse house)
{
    static string CodeOf(string key, int steps = 0) =>
        FactorStory.CodeAt(Base32Encoding.ToBytes(key), TimeProvider.System.GetUtcNow().AddSeconds(30 * steps));

    async Task<(TestBrowser Browser, string Email)> JoinsAsync()
    {
        var email = AccountStory.NewAddress();
        await house.JoinsAsync(email);
        var browser = new TestBrowser(house);
        await PasswordAsync(browser, email);
        return (browser, email);
    }

    static async Task PasswordAsync(TestBrowser browser, string email)
    {
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", email), ("password", AccountStory.Password));
    }

    static async Task SignOutAsync(TestBrowser browser)
    {
        await browser.GetAsync("/account/sessions");
        await browser.SubmitAsync("/logout");
    }

    /// <summary>Through the confirmation by mail, to the key on the screen.</summary>
    async Task<string> AddsAppAsync(TestBrowser browser, string email)
    {
        await browser.GetAsync("/account/security/authenticator");
        await browser.FollowAsync();
        await browser.SubmitAsync("send");
        Assert.Equal("A code is on its way", browser.Notice);
        await browser.SubmitAsync("confirm", ("code", await house.CodeToAsync(email)));
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
    public async Task Ada_adds_an_app_after_confirming_by_mail_keeps_her_codes_and_signs_in_with_both()
    {
        var (browser, email) = await JoinsAsync();
        using var _ = browser;
        var key = await AddsAppAsync(browser, email);
        await browser.FollowAsync();
        await browser.SubmitAsync("make");
        var codes = Codes().Matches(browser.Html).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(10, codes.Count);
        await browser.GetAsync("/account/security/recovery-codes");
        Assert.Empty(Codes().Matches(browser.Html)); // shown once
        await browser.GetAsync("/account/security");
        Assert.Contains("10 are left.", browser.Html);

        await SignOutAsync(browser);
        await PasswordAsync(browser, email);
        Assert.Equal("/login/second", browser.Location);
        Assert.False(browser.Cookies.ContainsKey("__Host-staff-session"));
        await browser.FollowAsync();
        await browser.SubmitAsync("second", ("code", "000000"));
        Assert.Equal((HttpStatusCode.BadRequest, "Code refused"), (browser.Status, browser.Notice));
        await browser.SubmitAsync("second", ("code", codes[0]), ("remember", "true"));
        Assert.Equal("/select", browser.Location);
        Assert.Contains(browser.SetCookies, cookie => cookie.StartsWith("__Host-staff-device=", StringComparison.Ordinal) && cookie.Contains("max-age=2592000", StringComparison.OrdinalIgnoreCase) && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));

        await SignOutAsync(browser);
        await PasswordAsync(browser, email); // the browser is remembered
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
    public async Task Removing_the_app_asks_once_more_and_comes_back()
    {
        var (browser, email) = await JoinsAsync();
        using var _ = browser;
        await AddsAppAsync(browser, email);
        await house.ScalarAsync<string>("update platform.sessions set proved_at = null from platform.accounts a where a.id = account_id and a.email = $1 returning 'done'", email);
        await browser.GetAsync("/account/security");
        var remove = RemoveForm().Match(browser.Html).Groups[1].Value;

        await browser.SubmitAsync(remove);
        Assert.Equal("/account/confirm?returnUrl=%2Faccount%2Fsecurity", browser.Location);
        await browser.FollowAsync();
        Assert.DoesNotContain("Mail me a code", browser.Html); // the app is there to be asked
        await browser.SubmitAsync("confirm", ("code", "000000"));
        Assert.Equal("Code refused", browser.Notice);
    }

    [Theory]
    [InlineData("/login/second")]
    [InlineData("/account/confirm")]
    public async Task They_lead_to_no_other_site(string page)
    {
        var (browser, email) = await JoinsAsync();
        using var _ = browser;
        var key = await AddsAppAsync(browser, email);
        await house.ScalarAsync<string>("update platform.authenticators set last_step = 1 from platform.accounts a where a.id = account_id and a.email = $1 returning 'done'", email);
        using var fresh = new TestBrowser(house);
        await PasswordAsync(fresh, email);
        var asked = page == "/login/second" ? fresh : browser;

        await asked.GetAsync($"{page}?returnUrl=//evil.example");
        await asked.SubmitAsync(page == "/login/second" ? "second" : "confirm", ("returnUrl", "https://evil.example/"), ("code", CodeOf(key)));

        Assert.DoesNotContain("evil", asked.Location ?? "");
    }

    [Theory]
    [InlineData("/account/security")]
    [InlineData("/account/security/authenticator")]
    [InlineData("/account/security/recovery-codes")]
    [InlineData("/account/confirm")]
    public async Task A_stranger_is_led_to_sign_in_and_back(string page)
    {
        using var browser = new TestBrowser(house);

        await browser.GetAsync(page);

        Assert.Equal($"/login?returnUrl={Uri.EscapeDataString(page)}", browser.Location);
    }

    [Fact]
    public async Task A_second_step_that_nobody_began_says_so()
    {
        using var browser = new TestBrowser(house);

        await browser.GetAsync("/login/second");

        Assert.Contains("No sign-in waits for its second step", browser.Html);
    }

    [Theory]
    [InlineData("/login/challenge")]
    [InlineData("/account/passkeys/challenge")]
    [InlineData("/account/confirm/challenge")]
    public async Task A_challenge_is_put_to_nobody_who_cannot_show_our_own_form(string address)
    {
        var acme = await house.OrganizationAsync();
        using var http = house.Http();
        foreach (var (origin, expected) in new[] { (http.BaseAddress!.GetLeftPart(UriPartial.Authority), 400), ("https://evil.example", 403) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Headers.TryAddWithoutValidation("Cookie", $"__Host-staff-session={await acme.Owner.SessionTokenAsync()}");
            request.Headers.TryAddWithoutValidation("Origin", origin);
            using var answer = await http.SendAsync(request);
            Assert.Equal(expected, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_passkeys_form_is_hidden_until_the_script_finds_that_the_browser_knows_them()
    {
        using var browser = new TestBrowser(house);

        await browser.GetAsync("/login");

        Assert.Matches("<form[^>]*data-passkey=\"get\"[^>]* hidden", browser.Html);
        await browser.SubmitAsync("passkey"); // without an answer
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
