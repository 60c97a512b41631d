using System.Net;
using System.Net.Http.Headers;
using App.Accounts;
using OtpNet;

namespace App.Tests.Accounts;

/// <summary>API clients sign staff in over HTTP.</summary>
public sealed class AuthEndpointsTests(TestHost host)
{
    internal static HttpClient With(HttpClient http, string token)
    {
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    [Fact]
    public async Task An_API_client_signs_in_acts_refreshes_and_signs_out()
    {
        var ada = AccountScenario.NewAddress();
        var signedUp = await host.JoinsAsync(ada);
        using var http = host.Http();

        var (status, pair) = await http.SendAsync(
            "POST", "/auth/login", new { email = ada, password = AccountScenario.Password });
        Assert.Equal((200, "Bearer", 900m), (status, pair.Text("token_type"), pair.Number("expires_in")));
        using var signedIn = With(host.Http(), pair.Text("access_token"));
        var (_, me) = await signedIn.SendAsync("GET", "/me");
        Assert.Equal((ada, signedUp.Slug), (me.Text("email"), me.GetProperty("organization").Text("slug")));
        Assert.Equal(201, (await signedIn.SendAsync("POST", "/warehouses", new { name = "Attic" })).Status);

        var (_, next) = await http.SendAsync("POST", "/auth/refresh", new { refresh_token = pair.Text("refresh_token") });
        Assert.NotEqual(pair.Text("refresh_token"), next.Text("refresh_token"));
        using var renewed = With(host.Http(), next.Text("access_token"));
        Assert.Equal(200, (await renewed.SendAsync("GET", "/me")).Status);
        Assert.Equal(204, (await renewed.SendAsync("POST", "/auth/logout")).Status);

        var (gone, problem) = await signedIn.SendAsync("GET", "/me"); // the first token belonged to the same session
        Assert.Equal((401, "token_invalid"), (gone, problem.Text("code")));
        Assert.Equal(
            (401, "refresh_refused"), await CodeAsync(http, "/auth/refresh", new { refresh_token = next.Text("refresh_token") }));
    }

    [Fact]
    public async Task An_API_client_completes_the_second_factor_in_a_separate_request()
    {
        var email = AccountScenario.NewAddress();
        var here = host.As((await host.JoinsAsync(email)).Session);
        await here.Get<StartAuthenticator>().ExecuteAsync(new());
        var secret = Base32Encoding.ToBytes((await here.Get<GetStartedAuthenticator>().ExecuteAsync(new())).Value.Key);
        string Code(int steps) => SecondFactorScenario.CodeAt(secret, TimeProvider.System.GetUtcNow().AddSeconds(30 * steps));
        await here.Get<ConfirmAuthenticator>().ExecuteAsync(new(Code(0), "Phone"));
        using var http = host.Http();

        var (status, owed) = await http.SendAsync("POST", "/auth/login", new { email, password = AccountScenario.Password });
        Assert.Equal(
            (200, true, "authenticator"),
            (status, owed.GetProperty("mfa_required").GetBoolean(), owed.GetProperty("methods")[0].GetString()));
        Assert.False(owed.TryGetProperty("access_token", out _));
        var token = owed.Text("mfa_token");
        Assert.Equal(
            (400, "second_factor_refused"), await CodeAsync(http, "/auth/mfa", new { mfa_token = token, code = "not-a-code" }));
        var (_, pair) = await http.SendAsync("POST", "/auth/mfa", new { mfa_token = token, code = Code(1) });
        Assert.Equal((400, "sign_in_expired"), await CodeAsync(http, "/auth/mfa", new { mfa_token = token, code = Code(1) }));
        using var signedIn = With(host.Http(), pair.Text("access_token"));
        Assert.Equal(200, (await signedIn.SendAsync("GET", "/me")).Status);
    }

    [Fact]
    public async Task An_API_client_chooses_its_organization_at_sign_in_and_switches_at_refresh()
    {
        var email = AccountScenario.NewAddress();
        var joined = await host.JoinsAsync(email, "First");
        var second = (await host.As(joined.Session).Get<App.Organizations.CreateOrganization>().ExecuteAsync(
            new("Second", "EUR", "UTC"))).Value;
        var foreign = await host.OrganizationAsync("Globex");
        using var http = host.Http();
        async Task<string> WhereAsync(string token) =>
            (await With(host.Http(), token).SendAsync("GET", "/me")).Body.GetProperty("organization").Text("slug");

        foreach (var (named, slug) in new[]
        {
            (joined.Slug!, joined.Slug!), (second.Slug, second.Slug), (second.Id.ToString(), second.Slug),
        })
        {
            var (status, pair) = await http.SendAsync(
                "POST", "/auth/login", new { email, password = AccountScenario.Password, organization = named });
            Assert.Equal((200, slug), (status, await WhereAsync(pair.Text("access_token"))));
        }
        foreach (var wrong in new[] { foreign.Slug, "nowhere", "", TypeId.Format("org", foreign.Id) })
            Assert.Equal((404, "not_found"), await CodeAsync(
                http, "/auth/login", new { email, password = AccountScenario.Password, organization = wrong }));
        Assert.Equal((400, "wrong_credentials"), await CodeAsync(
            http, "/auth/login", new { email, password = "wrong but long enough", organization = "nowhere" }));

        var (_, first) = await http.SendAsync(
            "POST", "/auth/login", new { email, password = AccountScenario.Password, organization = joined.Slug });
        // the token is not used up
        Assert.Equal((404, "not_found"), await CodeAsync(
            http, "/auth/refresh", new { refresh_token = first.Text("refresh_token"), organization = foreign.Slug }));
        var (_, switched) = await http.SendAsync(
            "POST", "/auth/refresh", new { refresh_token = first.Text("refresh_token"), organization = second.Slug });
        Assert.Equal(second.Slug, await WhereAsync(switched.Text("access_token")));
        var (_, stays) = await http.SendAsync("POST", "/auth/refresh", new { refresh_token = switched.Text("refresh_token") });
        Assert.Equal(second.Slug, await WhereAsync(stays.Text("access_token")));
    }

    [Fact]
    public async Task Only_the_right_password_reveals_that_an_address_is_unverified()
    {
        var ada = AccountScenario.NewAddress();
        var eve = AccountScenario.NewAddress("eve");
        await host.JoinsAsync(ada);
        await host.SignUpAsync(eve);
        using var http = host.Http();

        Assert.Equal((400, "wrong_credentials"), await CodeAsync(
            http, "/auth/login", new { email = ada, password = "wrong but long enough" }));
        Assert.Equal((400, "wrong_credentials"), await CodeAsync(
            http, "/auth/login", new { email = AccountScenario.NewAddress("nobody"), password = "wrong but long enough" }));
        Assert.Equal((400, "wrong_credentials"), await CodeAsync(
            http, "/auth/login", new { email = eve, password = "wrong but long enough" }));
        Assert.Equal((403, "email_unverified"), await CodeAsync(
            http, "/auth/login", new { email = eve, password = AccountScenario.Password }));
    }

    [Fact]
    public async Task Access_tokens_are_scoped_to_one_organization_and_rejected_for_removed_members()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        using var inAcme = With(host.Http(), await host.AccessTokenAsync(acme.Member, acme.Id));
        // as if issued while the account was a member there
        using var inGlobex = With(host.Http(), await host.AccessTokenAsync(acme.Member, globex.Id));

        Assert.Equal(200, (await inAcme.SendAsync("GET", "/products")).Status);
        Assert.Equal(404, (await inGlobex.SendAsync("GET", "/products")).Status);
        // issued before the account joined any organization
        Assert.Equal(
            404,
            (await With(host.Http(), await host.AccessTokenAsync(
                acme.Member.AccountId, ((Credential.Session)acme.Member.Credential).Id)).SendAsync("GET", "/products")).Status);
        Assert.Equal(204, (await acme.Http(acme.Key).SendAsync("DELETE", $"/members/{acme.Member.MemberId}")).Status);
        Assert.Equal(404, (await inAcme.SendAsync("GET", "/products")).Status);
    }

    [Fact]
    public async Task An_access_token_has_the_permissions_of_the_members_role()
    {
        var acme = await host.OrganizationAsync();
        using var member = With(host.Http(), await host.AccessTokenAsync(acme.Member, acme.Id));
        using var owner = With(host.Http(), await host.AccessTokenAsync(acme.Owner, acme.Id));

        Assert.Equal(403, (await member.SendAsync(
            "POST", "/invitations", new { email = AccountScenario.NewAddress(), role = "member" })).Status);
        Assert.Equal(201, (await owner.SendAsync(
            "POST", "/invitations", new { email = AccountScenario.NewAddress(), role = "member" })).Status);
    }

    [Fact]
    public async Task A_staff_bearer_token_is_rejected_by_pages_and_storefronts()
    {
        var acme = await host.OrganizationAsync();
        using var http = With(host.Http(), await host.AccessTokenAsync(acme.Owner, acme.Id));

        using var page = await http.GetAsync($"/{acme.Slug}/orders");
        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        Assert.Equal((401, "unauthenticated"), await CodeAsync(http, $"/storefront/{acme.Slug}/me", null, "GET"));
    }

    [Fact]
    public async Task Sign_up_answers_every_address_alike_and_sends_an_email()
    {
        var known = AccountScenario.NewAddress();
        var fresh = AccountScenario.NewAddress("fay");
        await host.JoinsAsync(known);
        using var http = host.Http();

        var answers = new List<(int, string)>();
        foreach (var email in new[] { known, fresh })
        {
            var (status, body) = await http.SendAsync(
                "POST",
                "/auth/signup",
                new { name = "Fay", email, password = AccountScenario.Password, organization = "Fay & Co" });
            answers.Add((status, body.GetRawText()));
        }

        Assert.Equal(202, answers[0].Item1);
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal("You already have a Stockade account", (await host.EmailsToAsync(known))[0].Subject);
        using var browser = new TestBrowser(host);
        await browser.GetAsync($"/verify/{await host.LinkToAsync(fresh)}");
        await browser.SubmitAsync("verify-link", ("password", AccountScenario.Password));
        Assert.StartsWith("/fay-co", browser.Location);
        Assert.Equal((400, "invalid_request"), await CodeAsync(
            http, "/auth/signup", new { name = "Fay", email = AccountScenario.NewAddress(), password = "short" }));
    }

    [Fact]
    public async Task Sign_up_is_limited_to_ten_per_minute_and_IP_address_without_limiting_sign_in()
    {
        var web = host.WebIn("Testing", new Dictionary<string, string?> { ["STOCKADE_LIMITS"] = "" });
        using var http = TestHost.Http(web);
        for (var n = 0; n < 10; n++)
            Assert.Equal(400, (await CodeAsync(http, "/auth/signup", new { name = "", email = "", password = "" })).Status);

        Assert.Equal((429, "rate_limited"), await CodeAsync(http, "/auth/signup", new { name = "", email = "", password = "" }));
        Assert.Equal((400, "wrong_credentials"), await CodeAsync(http, "/auth/login", new { email = "", password = "" }));
        Assert.Equal((401, "refresh_refused"), await CodeAsync(http, "/auth/refresh", new { refresh_token = "x" }));
        using var browser = new TestBrowser(web);
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", "x@people.example"), ("password", "wrong but long enough"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [Fact]
    public async Task Cross_origin_requests_are_refused()
    {
        using var http = host.Http();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Origin", "https://evil.example");

        Assert.Equal((403, "cross_origin"), await CodeAsync(http, "/auth/login", new { email = "x", password = "y" }));
        Assert.Equal((403, "cross_origin"), await CodeAsync(http, "/auth/refresh", new { refresh_token = "x" }));
    }

    internal static async Task<(int Status, string Code)> CodeAsync(
        HttpClient http, string path, object? body, string method = "POST")
    {
        var (status, answer) = await http.SendAsync(method, path, body);
        return (status, answer.Text("code"));
    }
}
