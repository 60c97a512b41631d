using System.Net;
using System.Text;

namespace App.Tests.Platform;

/// <summary>
/// Whatever is not a valid credential is a 401 in the API and a signed-out page in a browser, for every bit pattern.
/// </summary>
public sealed class DamagedCredentialsTests(TestHost host)
{
    /// <summary>Every cookie that carries a credential or an id.</summary>
    static readonly string[] Cookies =
    [
        "__Host-staff-session", "__Secure-staff-refresh", "__Host-staff-pending", "__Host-staff-device", "__Host-staff-passkey",
        "__Host-staff-browser", "__Host-staff-reset", "__Host-staff-verification", "__Host-shopper-session",
        "__Secure-shopper-refresh", "__Host-shopper-browser", "__Host-shopper-reset", "__Host-cart", "theme",
        "__Host-antiforgery",
    ];

    /// <summary>Values that no credential has, and damaged copies of valid ones.</summary>
    static IEnumerable<string> Damaged(params string[] valid)
    {
        yield return "a.b.AB";
        yield return "..";
        yield return "e30.e30.e30";
        yield return "eyJhbGciOiJub25lIn0.e30.";
        yield return "%00%ff";
        yield return "\u00e9\u00ff";
        yield return "CfDJ8" + new string('A', 60);
        yield return new string('a', 5000);
        yield return "stk_live_" + new string('0', 40);
        yield return "null";
        var random = new Random(3);
        foreach (var text in valid)
            for (var n = 0; n < 12; n++)
            {
                var damaged = text.ToCharArray();
                damaged[random.Next(damaged.Length)] = "aZ0-_.~=%;é"[random.Next(11)];
                var cut = n % 3 == 0 ? random.Next(1, damaged.Length) : damaged.Length;
                var made = new string(damaged, 0, cut);
                if (made != text)
                    yield return made;
            }
    }

    [Fact]
    public async Task In_the_API_a_damaged_credential_is_a_401()
    {
        var acme = await host.OrganizationAsync();
        var token = await host.AccessTokenAsync(acme.Owner, acme.Id);
        var faults = new List<string>();

        foreach (var damaged in Damaged(token, acme.Key.KeyText!))
            foreach (var scheme in new[] { "Bearer ", "Basic ", "bearer  ", "" })
                foreach (var path in new[] { "/api/v1/products", $"/api/v1/storefront/{acme.Slug}/me" })
                {
                    var status = await StatusAsync(path, "Authorization", scheme + damaged);
                    if (status != HttpStatusCode.Unauthorized && (IsPlain(damaged) || status != HttpStatusCode.BadRequest))
                        faults.Add($"{path} {scheme}{damaged}: {(int)status}");
                }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
    }

    [Fact]
    public async Task On_pages_a_damaged_cookie_is_ignored()
    {
        var acme = await host.OrganizationAsync();
        var token = await host.AccessTokenAsync(acme.Owner, acme.Id);
        var faults = new List<string>();
        (string Path, HttpStatusCode Expected)[] pages =
        [
            ("/login", HttpStatusCode.OK), ($"/{acme.Slug}", HttpStatusCode.Found), ($"/s/{acme.Slug}", HttpStatusCode.OK),
            ("/reset", HttpStatusCode.OK), ("/account/refresh", HttpStatusCode.Unauthorized),
        ];

        foreach (var cookie in Cookies)
            foreach (var damaged in Damaged(token).Where(value => value.Length < 4000).Take(12))
                foreach (var (path, expected) in pages)
                {
                    var status = await StatusAsync(path, "Cookie", $"{cookie}={damaged}");
                    if (status != expected && (IsPlain(damaged) || (int)status >= 500))
                        faults.Add($"{path} {cookie}={damaged}: {(int)status}");
                }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
    }

    [Fact]
    public async Task A_form_with_a_damaged_antiforgery_token_is_a_400()
    {
        using var http = host.Http();
        var faults = new List<string>();

        foreach (var cookie in Damaged().Where(value => IsPlain(value) && value.Length < 4000))
            foreach (var field in Damaged().Take(6))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/logout")
                {
                    Content = new FormUrlEncodedContent([new("__RequestVerificationToken", field)]),
                };
                request.Headers.TryAddWithoutValidation("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
                request.Headers.TryAddWithoutValidation("Cookie", $"__Host-antiforgery={cookie}");
                using var response = await http.SendAsync(request);
                if (response.StatusCode != HttpStatusCode.BadRequest)
                    faults.Add($"{cookie} {field}: {(int)response.StatusCode}");
            }

        Assert.Empty(faults);
    }

    /// <summary>The server refuses headers that are not ASCII with 400.</summary>
    static bool IsPlain(string text) => text.All(char.IsAscii);

    async Task<HttpStatusCode> StatusAsync(string path, string header, string value)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        };
        using var http = new HttpClient(handler) { BaseAddress = host.Http().BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
