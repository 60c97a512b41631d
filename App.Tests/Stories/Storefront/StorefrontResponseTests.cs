using System.Net;
using System.Net.Http.Headers;
using App.Catalog;
using App.Storefront;
using static App.Tests.Storefront.StorefrontPagesTests;

namespace App.Tests.Storefront;

/// <summary>Storefront responses are safe to cache, contain no script and refuse foreign forms.</summary>
public sealed class StorefrontResponseTests(TestHost host)
{
    [Fact]
    public async Task Pages_contain_no_script_and_are_not_stored_and_unknown_paths_are_not_found()
    {
        var (_, home, tea, email) = await ShopAsync(host);
        using var http = host.Http();
        using var browser = new TestBrowser(host);
        await SignInAsync(browser, home, email);
        await PutAsync(browser, home, tea, "1");

        foreach (var path in new[] { "", "?q=zzz", $"/p/{tea.Id}", "/cart", "/checkout", "/orders" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, home + path);
            request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            using var answer = await http.SendAsync(request);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain("<script", html);
            Assert.True(answer.Headers.CacheControl!.NoStore, path);
        }
        foreach (var path in new[]
        {
            $"{home}/p/prd_none",
            $"{home}/p/{Id<Product>.New(DateTimeOffset.UnixEpoch)}",
            $"{home}/orders/ord_none",
            $"{home}/nothing",
            $"{home}/logo/x",
            $"{home}/theme/x.css",
            "/s/nowhere",
            "/s/nowhere/cart",
            "/s",
        })
        {
            await browser.GetAsync(path);
            Assert.True(HttpStatusCode.NotFound == browser.Status, $"{path}: {browser.Status}");
        }
    }

    [Fact]
    public async Task Forms_without_an_antiforgery_token_or_from_another_origin_are_refused()
    {
        var (_, home, tea, _) = await ShopAsync(host);
        using var http = host.Http();

        foreach (var (path, handler) in new[]
        {
            ($"{home}/p/{tea.Id}", "add"),
            ($"{home}/cart", "cart"),
            ($"{home}/login", "login"),
            ($"{home}/checkout", "place"),
            ($"{home}/logout", ""),
        })
            foreach (var (origin, expected) in new[]
            {
                (http.BaseAddress!.GetLeftPart(UriPartial.Authority), HttpStatusCode.BadRequest),
                ("https://evil.example", HttpStatusCode.Forbidden),
            })
            {
                using var post = new HttpRequestMessage(HttpMethod.Post, path)
                {
                    Content = new FormUrlEncodedContent([new("_handler", handler), new("quantity", "1")]),
                };
                post.Headers.Add("Origin", origin);
                using var answer = await http.SendAsync(post);
                Assert.True(expected == answer.StatusCode, $"{path} from {origin}: {answer.StatusCode}");
            }
    }

    /// <summary>Files have their hash as a tag and no date; pages have neither, whether a cache answers or not.</summary>
    [Fact]
    public async Task Conditions_follow_the_RFC_on_files_and_pages()
    {
        var (acme, home, _, _) = await ShopAsync(host);
        var branding = (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(
            new() { Accent = "#1D4E89", Logo = UpdateStorefrontTests.Png() })).Value;
        using var http = host.Http();
        var sheet = $"{home}/theme/{AccentTheme.Of(branding.Accent)!.Hash}.css";

        foreach (var file in new[] { sheet, $"{home}/logo/{branding.LogoHash}" })
        {
            using var whole = await http.GetAsync(file);
            var tag = whole.Headers.ETag!.ToString();
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                Assert.Equal(304, await StatusAsync(method, file, ("If-None-Match", $"\"a,b\", {tag}")));
                Assert.Equal(304, await StatusAsync(method, file, ("If-None-Match", "*")));
                Assert.Equal(200, await StatusAsync(method, file, ("If-None-Match", "\"other\"")));
                // If-None-Match comes before If-Modified-Since, and without a date of modification the latter is ignored
                Assert.Equal(200, await StatusAsync(
                    method, file, ("If-None-Match", "\"other\""), ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")));
                Assert.Equal(200, await StatusAsync(method, file, ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")));
                Assert.Equal(200, await StatusAsync(method, file, ("If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT")));
            }
        }
        for (var times = 0; times < 2; times++) // the second time from the cache
        {
            Assert.Equal(200, await StatusAsync(HttpMethod.Get, home, ("If-None-Match", "*")));
            Assert.Equal(200, await StatusAsync(HttpMethod.Get, home, ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")));
        }

        async Task<int> StatusAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(method, path);
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            using var response = await http.SendAsync(request);
            return (int)response.StatusCode;
        }
    }

    [Fact]
    public async Task Stylesheet_and_logo_are_immutable_and_old_URLs_redirect_to_the_current_ones()
    {
        var (acme, home, _, _) = await ShopAsync(host);
        var branding = (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(
            new() { Accent = "#1D4E89", Logo = UpdateStorefrontTests.Png() })).Value;
        using var http = host.Http();
        var sheet = $"{home}/theme/{AccentTheme.Of(branding.Accent)!.Hash}.css";
        var logo = $"{home}/logo/{branding.LogoHash}";

        foreach (var (path, type) in new[] { (sheet, "text/css"), (logo, "image/png") })
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            var immutable = new CacheControlHeaderValue
            {
                Public = true,
                MaxAge = TimeSpan.FromDays(365),
                Extensions = { new("immutable") },
            };
            Assert.Equal(immutable.ToString(), answer.Headers.CacheControl!.ToString());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
        Assert.Equal(sheet, (await http.GetAsync($"{home}/theme/0000000000000000.css")).Headers.Location!.OriginalString);
        Assert.Equal(logo, (await http.GetAsync($"{home}/logo/0000000000000000")).Headers.Location!.OriginalString);
        var page = await http.GetStringAsync(home);
        Assert.Contains(sheet, page);
        Assert.Contains(logo, page);
    }
}
