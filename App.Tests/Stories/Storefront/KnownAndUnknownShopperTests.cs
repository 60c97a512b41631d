
namespace App.Tests.Storefront;

/// <summary>Storefront endpoints do not reveal which addresses belong to shoppers.</summary>
public sealed class KnownAndUnknownShopperTests(TestHost host)
{
    const string Password = "rosa prefers black tea now", Wrong = "wrong but long enough";

    async Task<(string Slug, string Rosa)> KnownAsync()
    {
        var acme = await host.OrganizationAsync();
        var rosa = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), rosa);
        return (acme.Slug, rosa);
    }

    [Fact]
    public async Task Signing_in_by_the_API_does_not_reveal_shoppers() =>
        await TakesAsLongAsync(400, "login", email => new { email, password = Wrong });

    [Fact]
    public async Task Requesting_a_password_reset_by_the_API_does_not_reveal_shoppers() =>
        await TakesAsLongAsync(202, "forgot", email => new { email });

    [Fact]
    public async Task Entering_a_reset_code_by_the_API_does_not_reveal_shoppers() =>
        await TakesAsLongAsync(400, "reset", email => new { email, code = "000001", password = Password });

    [Fact]
    public async Task Signing_in_on_the_page_does_not_reveal_shoppers() =>
        await LooksAlikeAsync(400, "login", [("password", Wrong)]);

    [Fact]
    public async Task Requesting_a_password_reset_on_the_page_does_not_reveal_shoppers() =>
        await LooksAlikeAsync(302, "forgot", []);

    async Task TakesAsLongAsync(int status, string endpoint, Func<string, object> body)
    {
        var (slug, rosa) = await KnownAsync();
        using var http = host.Http();
        await Alike.TakesAsLongAsync(status, rosa, email => http.AsksAsync($"/storefront/{slug}/auth/{endpoint}", body(email)));
    }

    async Task LooksAlikeAsync(int status, string page, (string, string)[] more)
    {
        var (slug, rosa) = await KnownAsync();
        using var browser = new TestBrowser(host);
        await Alike.LooksAlikeAsync(status, rosa, email => browser.SendsAsync($"/s/{slug}/{page}", page, email, more));
    }
}
