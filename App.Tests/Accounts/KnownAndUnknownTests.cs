namespace App.Tests.Accounts;

/// <summary>Nobody learns at a door of staff whether an address has an account.</summary>
public sealed class KnownAndUnknownTests(TestHouse house)
{
    const string Password = "eleven herons over the bay", Wrong = "wrong but long enough";

    async Task<string> KnownAsync()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        return ada;
    }

    [Fact]
    public async Task Signing_in_by_the_API() => await TakesAsLongAsync(400, "/auth/login", email => new { email, password = Wrong });

    [Fact]
    public async Task Asking_for_a_new_password_by_the_API() => await TakesAsLongAsync(202, "/auth/forgot", email => new { email });

    [Fact]
    public async Task Bringing_back_a_code_by_the_API() => await TakesAsLongAsync(400, "/auth/reset", email => new { email, code = "000001", password = Password });

    [Fact]
    public async Task Signing_up_by_the_API() => await TakesAsLongAsync(202, "/auth/signup", email => new { name = "Ada", email, password = Password, organization = "Acme" });

    [Fact]
    public async Task Signing_in_on_the_page() => await LooksAlikeAsync(400, "/login", "login", ("password", Wrong));

    [Fact]
    public async Task Asking_for_a_new_password_on_the_page() => await LooksAlikeAsync(302, "/forgot", "forgot");

    [Fact]
    public async Task Signing_up_on_the_page() => await LooksAlikeAsync(302, "/signup", "signup", ("name", "Ada"), ("password", Password), ("organization", "Acme"), ("currency", "EUR"), ("time_zone", "UTC"));

    async Task TakesAsLongAsync(int status, string path, Func<string, object> body)
    {
        using var http = house.Http();
        await Alike.TakesAsLongAsync(status, await KnownAsync(), email => http.AsksAsync(path, body(email)));
    }

    async Task LooksAlikeAsync(int status, string page, string form, params (string, string)[] more)
    {
        using var browser = new TestBrowser(house);
        await Alike.LooksAlikeAsync(status, await KnownAsync(), email => browser.SendsAsync(page, form, email, more));
    }
}
