using App.Tests.Accounts;
using App.Tests.Customers;

namespace App.Tests.Storefront;

/// <summary>Nobody learns at a storefront's door who buys there.</summary>
public sealed class KnownAndUnknownShopperTests(TestHouse house)
{
    const string Password = "rosa prefers black tea now", Wrong = "wrong but long enough";

    async Task<(string Slug, string Rosa)> KnownAsync()
    {
        var (acme, rosa) = (await house.OrganizationAsync(), AccountStory.NewAddress("rosa"));
        await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), rosa);
        return (acme.Slug, rosa);
    }

    [Fact]
    public async Task Signing_in_by_the_API() => await TakesAsLongAsync(400, "login", email => new { email, password = Wrong });

    [Fact]
    public async Task Asking_for_a_new_password_by_the_API() => await TakesAsLongAsync(202, "forgot", email => new { email });

    [Fact]
    public async Task Bringing_back_a_code_by_the_API() => await TakesAsLongAsync(400, "reset", email => new { email, code = "000001", password = Password });

    [Fact]
    public async Task Signing_in_on_the_page() => await LooksAlikeAsync(400, "login", [("password", Wrong)]);

    [Fact]
    public async Task Asking_for_a_new_password_on_the_page() => await LooksAlikeAsync(302, "forgot", []);

    async Task TakesAsLongAsync(int status, string door, Func<string, object> body)
    {
        var (slug, rosa) = await KnownAsync();
        using var http = house.Http();
        await Alike.TakesAsLongAsync(status, rosa, email => http.AsksAsync($"/storefront/{slug}/auth/{door}", body(email)));
    }

    async Task LooksAlikeAsync(int status, string page, (string, string)[] more)
    {
        var (slug, rosa) = await KnownAsync();
        using var browser = new TestBrowser(house);
        await Alike.LooksAlikeAsync(status, rosa, email => browser.SendsAsync($"/s/{slug}/{page}", page, email, more));
    }
}
