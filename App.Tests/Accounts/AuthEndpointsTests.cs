using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using App.Accounts;
using App.Platform;
using OtpNet;

namespace App.Tests.Accounts;

/// <summary>Staff's sign-in from a program, over HTTP.</summary>
public sealed class AuthEndpointsTests(TestHouse house)
{
    static HttpClient With(HttpClient http, string token)
    {
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    [Fact]
    public async Task A_program_signs_in_acts_refreshes_and_signs_out()
    {
        var ada = AccountStory.NewAddress();
        var signedUp = await house.JoinsAsync(ada);
        using var http = house.Http();

        var (status, pair) = await http.SendAsync("POST", "/auth/login", new { email = ada, password = AccountStory.Password });
        Assert.Equal((200, "Bearer", 900m), (status, pair.Text("token_type"), pair.Number("expires_in")));
        using var signedIn = With(house.Http(), pair.Text("access_token"));
        var (_, me) = await signedIn.SendAsync("GET", "/me");
        Assert.Equal((ada, signedUp.Slug), (me.Text("email"), me.GetProperty("organization").Text("slug")));
        Assert.Equal(201, (await signedIn.SendAsync("POST", "/warehouses", new { name = "Attic" })).Status);

        var (_, next) = await http.SendAsync("POST", "/auth/refresh", new { refresh_token = pair.Text("refresh_token") });
        Assert.NotEqual(pair.Text("refresh_token"), next.Text("refresh_token"));
        using var renewed = With(house.Http(), next.Text("access_token"));
        Assert.Equal(200, (await renewed.SendAsync("GET", "/me")).Status);
        Assert.Equal(204, (await renewed.SendAsync("POST", "/auth/logout")).Status);

        var (gone, problem) = await signedIn.SendAsync("GET", "/me"); // the first one stood for the same session
        Assert.Equal((401, "token_invalid"), (gone, problem.Text("code")));
        Assert.Equal((401, "refresh_refused"), await CodeAsync(http, "/auth/refresh", new { refresh_token = next.Text("refresh_token") }));
    }

    [Fact]
    public async Task A_program_shows_the_second_factor_in_a_step_of_its_own()
    {
        var email = AccountStory.NewAddress();
        var here = house.As((await house.JoinsAsync(email)).Session);
        await here.Get<StartAuthenticator>().ExecuteAsync(new());
        var secret = Base32Encoding.ToBytes((await here.Get<GetStartedAuthenticator>().ExecuteAsync(new())).Value.Key);
        string Code(int steps) => FactorStory.CodeAt(secret, TimeProvider.System.GetUtcNow().AddSeconds(30 * steps));
        await here.Get<ConfirmAuthenticator>().ExecuteAsync(new(Code(0), "Phone"));
        using var http = house.Http();

        var (status, owed) = await http.SendAsync("POST", "/auth/login", new { email, password = AccountStory.Password });
        Assert.Equal((200, true, "authenticator"), (status, owed.GetProperty("mfa_required").GetBoolean(), owed.GetProperty("methods")[0].GetString()));
        Assert.False(owed.TryGetProperty("access_token", out _));
        var token = owed.Text("mfa_token");
        Assert.Equal((400, "second_factor_refused"), await CodeAsync(http, "/auth/mfa", new { mfa_token = token, code = "not-a-code" }));
        var (_, pair) = await http.SendAsync("POST", "/auth/mfa", new { mfa_token = token, code = Code(1) });
        Assert.Equal((400, "sign_in_over"), await CodeAsync(http, "/auth/mfa", new { mfa_token = token, code = Code(1) }));
        using var signedIn = With(house.Http(), pair.Text("access_token"));
        Assert.Equal(200, (await signedIn.SendAsync("GET", "/me")).Status);
    }

    [Fact]
    public async Task A_program_proves_itself_once_more_by_a_mailed_code()
    {
        var email = AccountStory.NewAddress();
        await house.JoinsAsync(email);
        using var http = house.Http();
        using var till = With(house.Http(), (await http.SendAsync("POST", "/auth/login", new { email, password = AccountStory.Password })).Body.Text("access_token"));
        var key = new { name = "Till", scopes = new[] { "products:read" } };

        var (status, refused) = await till.SendAsync("POST", "/api_keys", key);
        Assert.Equal((403, "step_up_required"), (status, refused.Text("code")));
        Assert.Contains("/api/v1/auth/step-up", refused.Text("detail"));
        var (sent, answer) = await till.SendAsync("POST", "/auth/step-up/code");
        Assert.Equal((200, true, "mailed_code"), (sent, answer.GetProperty("sent").GetBoolean(), answer.GetProperty("methods")[0].GetString()));
        var code = (await house.MailsToAsync(email)).Select(mail => System.Text.RegularExpressions.Regex.Match(mail.Subject + mail.Text, @"\b\d{6}\b")).First(match => match.Success).Value;
        Assert.Equal((400, "second_factor_refused"), await CodeAsync(till, "/auth/step-up", new { code = AccountStory.Other(code) }));
        var (proved, confirmed) = await till.SendAsync("POST", "/auth/step-up", new { code });
        Assert.Equal((200, "mailed_code"), (proved, confirmed.Text("factor")));
        Assert.InRange(confirmed.GetProperty("valid_until").GetDateTimeOffset(), TimeProvider.System.GetUtcNow().AddMinutes(9), TimeProvider.System.GetUtcNow().AddMinutes(10));

        Assert.Equal(201, (await till.SendAsync("POST", "/api_keys", key)).Status);
    }

    [Fact]
    public async Task With_an_app_no_code_is_mailed_and_the_answer_says_what_may_be_shown()
    {
        var email = AccountStory.NewAddress();
        var joined = await house.JoinsAsync(email);
        var here = house.As(joined.Session);
        await here.Get<StartAuthenticator>().ExecuteAsync(new());
        var secret = Base32Encoding.ToBytes((await here.Get<GetStartedAuthenticator>().ExecuteAsync(new())).Value.Key);
        var now = TimeProvider.System.GetUtcNow();
        await here.Get<ConfirmAuthenticator>().ExecuteAsync(new(FactorStory.CodeAt(secret, now), "Phone"));
        using var till = With(house.Http(), await house.AccessTokenAsync(joined.Session.AccountId.Value, joined.Session.SessionId.Value));

        var (_, answer) = await till.SendAsync("POST", "/auth/step-up/code");
        Assert.False(answer.GetProperty("sent").GetBoolean());
        Assert.Equal("authenticator", answer.GetProperty("methods")[0].GetString());
        var next = FactorStory.CodeAt(secret, now.AddSeconds(30));
        Assert.Equal(200, (await till.SendAsync("POST", "/auth/step-up", new { code = next })).Status);
        Assert.Equal(401, (await house.Http().SendAsync("POST", "/auth/step-up", new { code = "123456" })).Status);
    }

    [Fact]
    public async Task A_key_has_nothing_to_prove_and_no_sessions()
    {
        var acme = await house.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        foreach (var (method, path) in new[] { ("POST", "/auth/step-up/code"), ("GET", "/me/sessions"), ("DELETE", $"/me/sessions/{Id<Session>.New(TimeProvider.System.GetUtcNow())}") })
            Assert.Equal(401, (await http.SendAsync(method, path)).Status);
    }

    [Fact]
    public async Task A_program_lists_its_accounts_sessions_and_ends_one()
    {
        var email = AccountStory.NewAddress();
        await house.JoinsAsync(email);
        var stranger = (await house.JoinsAsync(AccountStory.NewAddress("eve"))).Session;
        using var http = house.Http();
        async Task<HttpClient> SignInAsync() => With(house.Http(), (await http.SendAsync("POST", "/auth/login", new { email, password = AccountStory.Password })).Body.Text("access_token"));
        using var one = await SignInAsync();
        using var other = await SignInAsync();

        var (_, list) = await one.SendAsync("GET", "/me/sessions");
        var sessions = list.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal((3, 1, false), (sessions.Count, sessions.Count(session => session.GetProperty("current").GetBoolean()), list.GetProperty("has_more").GetBoolean()));
        var theirs = (await other.SendAsync("GET", "/me/sessions")).Body.GetProperty("data").EnumerateArray().Single(session => session.GetProperty("current").GetBoolean()).Text("id");
        Assert.Equal(404, (await one.SendAsync("DELETE", $"/me/sessions/{stranger.SessionId}")).Status);
        Assert.Equal(404, (await one.SendAsync("DELETE", "/me/sessions/none")).Status);
        Assert.Equal(204, (await one.SendAsync("DELETE", $"/me/sessions/{theirs}")).Status);

        Assert.Equal(401, (await other.SendAsync("GET", "/me")).Status);
        Assert.Equal(200, (await one.SendAsync("GET", "/me")).Status);
        Assert.Equal(404, (await one.SendAsync("DELETE", $"/me/sessions/{theirs}")).Status);
    }

    [Fact]
    public async Task A_program_with_two_organizations_chooses_when_it_signs_in_and_switches_when_it_refreshes()
    {
        var email = AccountStory.NewAddress();
        var joined = await house.JoinsAsync(email, "First");
        var second = (await house.As(joined.Session).Get<App.Organizations.CreateOrganization>().ExecuteAsync(new("Second", "EUR", "UTC"))).Value;
        var foreign = await house.OrganizationAsync("Globex");
        using var http = house.Http();
        async Task<string> WhereAsync(string token) => (await With(house.Http(), token).SendAsync("GET", "/me")).Body.GetProperty("organization").Text("slug");

        foreach (var (named, slug) in new[] { (joined.Slug!, joined.Slug!), (second.Slug, second.Slug), (second.Id.ToString(), second.Slug) })
        {
            var (status, pair) = await http.SendAsync("POST", "/auth/login", new { email, password = AccountStory.Password, organization = named });
            Assert.Equal((200, slug), (status, await WhereAsync(pair.Text("access_token"))));
        }
        foreach (var wrong in new[] { foreign.Slug, "nowhere", "", TypeId.Format("org", foreign.Id) })
            Assert.Equal((404, "not_found"), await CodeAsync(http, "/auth/login", new { email, password = AccountStory.Password, organization = wrong }));
        Assert.Equal((400, "wrong_credentials"), await CodeAsync(http, "/auth/login", new { email, password = "wrong but long enough", organization = "nowhere" }));

        var (_, first) = await http.SendAsync("POST", "/auth/login", new { email, password = AccountStory.Password, organization = joined.Slug });
        Assert.Equal((404, "not_found"), await CodeAsync(http, "/auth/refresh", new { refresh_token = first.Text("refresh_token"), organization = foreign.Slug })); // and the token is not spent
        var (_, switched) = await http.SendAsync("POST", "/auth/refresh", new { refresh_token = first.Text("refresh_token"), organization = second.Slug });
        Assert.Equal(second.Slug, await WhereAsync(switched.Text("access_token")));
        var (_, stays) = await http.SendAsync("POST", "/auth/refresh", new { refresh_token = switched.Text("refresh_token") });
        Assert.Equal(second.Slug, await WhereAsync(stays.Text("access_token")));
    }

    [Fact]
    public async Task Wrong_unknown_and_unverified_are_told_apart_only_by_who_knows_the_password()
    {
        var (ada, eve) = (AccountStory.NewAddress(), AccountStory.NewAddress("eve"));
        await house.JoinsAsync(ada);
        await house.SignUpAsync(eve);
        using var http = house.Http();

        Assert.Equal((400, "wrong_credentials"), await CodeAsync(http, "/auth/login", new { email = ada, password = "wrong but long enough" }));
        Assert.Equal((400, "wrong_credentials"), await CodeAsync(http, "/auth/login", new { email = AccountStory.NewAddress("nobody"), password = "wrong but long enough" }));
        Assert.Equal((400, "wrong_credentials"), await CodeAsync(http, "/auth/login", new { email = eve, password = "wrong but long enough" }));
        Assert.Equal((403, "email_unverified"), await CodeAsync(http, "/auth/login", new { email = eve, password = AccountStory.Password }));
    }

    [Fact]
    public async Task The_token_names_the_organization_and_a_member_removed_from_it_is_nowhere()
    {
        var (acme, globex) = (await house.OrganizationAsync(), await house.OrganizationAsync("Globex"));
        using var inAcme = With(house.Http(), await house.AccessTokenAsync(acme.Member, acme.Id));
        using var inGlobex = With(house.Http(), await house.AccessTokenAsync(acme.Member, globex.Id)); // as if issued while they were a member there

        Assert.Equal(200, (await inAcme.SendAsync("GET", "/products")).Status);
        Assert.Equal(404, (await inGlobex.SendAsync("GET", "/products")).Status);
        Assert.Equal(404, (await With(house.Http(), await house.AccessTokenAsync(acme.Member.AccountId, ((Credential.Session)acme.Member.Credential).Id)).SendAsync("GET", "/products")).Status); // issued before they were in any
        Assert.Equal(204, (await acme.Http(acme.Key).SendAsync("DELETE", $"/members/{acme.Member.MemberId}")).Status);
        Assert.Equal(404, (await inAcme.SendAsync("GET", "/products")).Status);
    }

    [Fact]
    public async Task A_token_may_do_what_its_bearers_role_may()
    {
        var acme = await house.OrganizationAsync();
        using var member = With(house.Http(), await house.AccessTokenAsync(acme.Member, acme.Id));
        using var owner = With(house.Http(), await house.AccessTokenAsync(acme.Owner, acme.Id));

        Assert.Equal(403, (await member.SendAsync("POST", "/invitations", new { email = AccountStory.NewAddress(), role = "member" })).Status);
        Assert.Equal(201, (await owner.SendAsync("POST", "/invitations", new { email = AccountStory.NewAddress(), role = "member" })).Status);
    }

    [Fact]
    public async Task A_token_is_worth_nothing_on_pages_and_at_a_storefront()
    {
        var acme = await house.OrganizationAsync();
        using var http = With(house.Http(), await house.AccessTokenAsync(acme.Owner, acme.Id));

        using var page = await http.GetAsync($"/{acme.Slug}/orders");
        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        Assert.Equal((401, "unauthenticated"), await CodeAsync(http, $"/storefront/{acme.Slug}/me", null, "GET"));
    }

    [Fact]
    public async Task Signing_up_is_answered_alike_for_every_address_and_sends_a_mail()
    {
        var (known, fresh) = (AccountStory.NewAddress(), AccountStory.NewAddress("fay"));
        await house.JoinsAsync(known);
        using var http = house.Http();

        var answers = new List<(int, string)>();
        foreach (var email in new[] { known, fresh })
        {
            var (status, body) = await http.SendAsync("POST", "/auth/signup", new { name = "Fay", email, password = AccountStory.Password, organization = "Fay & Co" });
            answers.Add((status, body.GetRawText()));
        }

        Assert.Equal(202, answers[0].Item1);
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal("You already have a Stockade account", (await house.MailsToAsync(known))[0].Subject);
        using var browser = new TestBrowser(house);
        await browser.GetAsync($"/verify/{await house.LinkToAsync(fresh)}");
        await browser.SubmitAsync("verify-link", ("password", AccountStory.Password));
        Assert.StartsWith("/fay-co", browser.Location);
        Assert.Equal((400, "invalid_request"), await CodeAsync(http, "/auth/signup", new { name = "Fay", email = AccountStory.NewAddress(), password = "short" }));
    }

    [Fact]
    public async Task Programs_of_one_address_sign_up_ten_times_a_minute_and_still_sign_in_and_browsers_there_go_on()
    {
        var web = house.WebIn("Testing", new Dictionary<string, string?> { ["STOCKADE_LIMITS"] = "" });
        using var http = TestHouse.Http(web);
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
    public async Task No_other_sites_page_sends_anything_here()
    {
        using var http = house.Http();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Origin", "https://evil.example");

        Assert.Equal((403, "cross_origin"), await CodeAsync(http, "/auth/login", new { email = "x", password = "y" }));
        Assert.Equal((403, "cross_origin"), await CodeAsync(http, "/auth/refresh", new { refresh_token = "x" }));
    }

    static async Task<(int Status, string Code)> CodeAsync(HttpClient http, string path, object? body, string method = "POST")
    {
        var (status, answer) = await http.SendAsync(method, path, body);
        return (status, answer.Text("code"));
    }
}
