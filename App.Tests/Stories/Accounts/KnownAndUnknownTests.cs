namespace App.Tests.Accounts;

/// <summary>Staff endpoints do not reveal whether an address has an account.</summary>
public sealed class KnownAndUnknownTests(TestHost host)
{
    const string Password = "eleven herons over the bay", Wrong = "wrong but long enough";

    async Task<string> KnownAsync()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        return ada;
    }

    [Fact]
    public async Task Signing_in_by_the_API_does_not_reveal_accounts() =>
        await TakesAsLongAsync(400, "/auth/login", email => new { email, password = Wrong });

    [Fact]
    public async Task Requesting_a_password_reset_by_the_API_does_not_reveal_accounts() =>
        await TakesAsLongAsync(202, "/auth/forgot", email => new { email });

    [Fact]
    public async Task Entering_a_reset_code_by_the_API_does_not_reveal_accounts() =>
        await TakesAsLongAsync(400, "/auth/reset", email => new { email, code = "000001", password = Password });

    [Fact]
    public async Task Signing_up_by_the_API_does_not_reveal_accounts() => await TakesAsLongAsync(
        202, "/auth/signup", email => new { name = "Ada", email, password = Password, organization = "Acme" });

    [Fact]
    public async Task Signing_in_on_the_page_does_not_reveal_accounts() =>
        await LooksAlikeAsync(400, "/login", "login", ("password", Wrong));

    [Fact]
    public async Task Requesting_a_password_reset_on_the_page_does_not_reveal_accounts() =>
        await LooksAlikeAsync(302, "/forgot", "forgot");

    [Fact]
    public async Task Signing_up_on_the_page_does_not_reveal_accounts() => await LooksAlikeAsync(
        302,
        "/signup",
        "signup",
        ("name", "Ada"),
        ("password", Password),
        ("organization", "Acme"),
        ("currency", "EUR"),
        ("time_zone", "UTC"));

    async Task TakesAsLongAsync(int status, string path, Func<string, object> body)
    {
        using var http = host.Http();
        await Alike.TakesAsLongAsync(status, await KnownAsync(), email => http.AsksAsync(path, body(email)));
    }

    async Task LooksAlikeAsync(int status, string page, string form, params (string, string)[] more)
    {
        using var browser = new TestBrowser(host);
        await Alike.LooksAlikeAsync(status, await KnownAsync(), email => browser.SendsAsync(page, form, email, more));
    }
}
