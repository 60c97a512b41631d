using System.Text.RegularExpressions;
using App.Accounts;
using App.SignIn;
using OtpNet;
using static App.Tests.Accounts.AuthEndpointsTests;

namespace App.Tests.Accounts;

/// <summary>API clients step up and manage the sessions of their account over HTTP.</summary>
public sealed class StepUpEndpointsTests(TestHost host)
{
    [Fact]
    public async Task An_API_client_steps_up_with_an_emailed_code()
    {
        var email = AccountScenario.NewAddress();
        await host.JoinsAsync(email);
        using var http = host.Http();
        using var till = With(
            host.Http(),
            (await http.SendAsync(
                "POST", "/auth/login", new { email, password = AccountScenario.Password })).Body.Text("access_token"));
        var key = new { name = "Till", scopes = new[] { "products:read" } };

        var (status, refused) = await till.SendAsync("POST", "/api_keys", key);
        Assert.Equal((403, "step_up_required"), (status, refused.Text("code")));
        Assert.Contains("/api/v1/auth/step-up", refused.Text("detail"));
        var (sent, answer) = await till.SendAsync("POST", "/auth/step-up/code");
        Assert.Equal(
            (200, true, "mailed_code"),
            (sent, answer.GetProperty("sent").GetBoolean(), answer.GetProperty("methods")[0].GetString()));
        var code = (await host.EmailsToAsync(email))
            .Select(message => Regex.Match(message.Subject + message.Text, @"\b\d{6}\b"))
            .First(match => match.Success).Value;
        Assert.Equal(
            (400, "second_factor_refused"), await CodeAsync(till, "/auth/step-up", new { code = AccountScenario.Other(code) }));
        var (proved, confirmed) = await till.SendAsync("POST", "/auth/step-up", new { code });
        Assert.Equal((200, "mailed_code"), (proved, confirmed.Text("factor")));
        Assert.InRange(
            confirmed.GetProperty("valid_until").GetDateTimeOffset(),
            TimeProvider.System.GetUtcNow().AddMinutes(9),
            TimeProvider.System.GetUtcNow().AddMinutes(10));

        Assert.Equal(201, (await till.SendAsync("POST", "/api_keys", key)).Status);
    }

    [Fact]
    public async Task With_an_authenticator_app_step_up_emails_no_code_and_lists_the_allowed_methods()
    {
        var email = AccountScenario.NewAddress();
        var joined = await host.JoinsAsync(email);
        var here = host.As(joined.Session);
        await here.Get<StartAuthenticator>().ExecuteAsync(new());
        var secret = Base32Encoding.ToBytes((await here.Get<GetStartedAuthenticator>().ExecuteAsync(new())).Value.Key);
        var now = TimeProvider.System.GetUtcNow();
        await here.Get<ConfirmAuthenticator>().ExecuteAsync(new(SecondFactorScenario.CodeAt(secret, now), "Phone"));
        using var till = With(
            host.Http(), await host.AccessTokenAsync(joined.Session.Login, joined.Session.SessionId.Value));

        var (_, answer) = await till.SendAsync("POST", "/auth/step-up/code");
        Assert.False(answer.GetProperty("sent").GetBoolean());
        Assert.Equal("authenticator", answer.GetProperty("methods")[0].GetString());
        var next = SecondFactorScenario.CodeAt(secret, now.AddSeconds(30));
        Assert.Equal(200, (await till.SendAsync("POST", "/auth/step-up", new { code = next })).Status);
        Assert.Equal(401, (await host.Http().SendAsync("POST", "/auth/step-up", new { code = "123456" })).Status);
    }

    [Fact]
    public async Task API_keys_are_rejected_by_step_up_and_session_endpoints()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        foreach (var (method, path) in new[]
        {
            ("POST", "/auth/step-up/code"),
            ("GET", "/me/sessions"),
            ("DELETE", $"/me/sessions/{Id<Session>.New(TimeProvider.System.GetUtcNow())}"),
        })
            Assert.Equal(401, (await http.SendAsync(method, path)).Status);
    }

    [Fact]
    public async Task An_API_client_lists_the_sessions_of_its_account_and_ends_one()
    {
        var email = AccountScenario.NewAddress();
        await host.JoinsAsync(email);
        var stranger = (await host.JoinsAsync(AccountScenario.NewAddress("eve"))).Session;
        using var http = host.Http();
        async Task<HttpClient> SignInAsync() => With(
            host.Http(),
            (await http.SendAsync(
                "POST", "/auth/login", new { email, password = AccountScenario.Password })).Body.Text("access_token"));
        using var one = await SignInAsync();
        using var other = await SignInAsync();

        var (_, list) = await one.SendAsync("GET", "/me/sessions");
        var sessions = list.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(
            (3, 1, false),
            (sessions.Count,
                sessions.Count(session => session.GetProperty("current").GetBoolean()),
                list.GetProperty("has_more").GetBoolean()));
        var theirs = (await other.SendAsync("GET", "/me/sessions")).Body.GetProperty("data").EnumerateArray()
            .Single(session => session.GetProperty("current").GetBoolean()).Text("id");
        Assert.Equal(404, (await one.SendAsync("DELETE", $"/me/sessions/{stranger.SessionId}")).Status);
        Assert.Equal(404, (await one.SendAsync("DELETE", "/me/sessions/none")).Status);
        Assert.Equal(204, (await one.SendAsync("DELETE", $"/me/sessions/{theirs}")).Status);

        Assert.Equal(401, (await other.SendAsync("GET", "/me")).Status);
        Assert.Equal(200, (await one.SendAsync("GET", "/me")).Status);
        Assert.Equal(404, (await one.SendAsync("DELETE", $"/me/sessions/{theirs}")).Status);
    }
}
