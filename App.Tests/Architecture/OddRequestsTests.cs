using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>
/// Sends odd headers and methods, damaged credentials of every kind and extreme parameters to every route of the app: API, pages,
/// storefront, documentation and files. No response is a 5xx. The requests are generated with a fixed seed.
/// </summary>
public sealed class OddRequestsTests(TestHost host)
{
    /// <summary>Requests to each route.</summary>
    static int Each => Long.Or(2, 200);

    /// <summary>Values for each parameter: the first always, and some of the others, or all.</summary>
    static IEnumerable<string> ValuesFor(Random random) =>
        Long.Asked ? Extreme : Extreme.Take(8).Concat(random.GetItems(Extreme[8..], 6));

    /// <summary>Routes outside the endpoints, which middleware answers.</summary>
    static readonly string[] OutsideRoutes = ["/docs/api/orders/nothing", "/docs/nothing", "/nothing/at/all",
        "/%", "//", "/..;/x"];

    static readonly string[] Texts =
    [
        "", " ", ",", ";", "=", "\"", "\"\"", "*", "0", "-1", "99999999999999999999", "null", "a\tb", "é", "日本", "\u0001",
        "%00", "%ff",
        "../..", "a,b,,c", "W/\"x\"", "\"x", "bytes=0-", "bytes=-1", "bytes=5-2,9999999999999999999-",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 99 Foo 0000 99:99:99 GMT", "text/html;q=nan", "*/*;q=2", "gzip;q=1.0000, br;q=-1",
        "application/json; charset=nothing", "multipart/form-data", "multipart/form-data; boundary=\"\"",
        "application/x-www-form-urlencoded; charset=utf-7", "[::1", "a:99999", "a b", "xn--a-0000000", "http://[",
        "https://evil.example",
        "null, null", "for=\"[\";proto=;host=", "1.2.3.4, ::ffff:1, unknown", "not-an-address", "websocket", "100-continue",
        "trailers",
        "00-00000000000000000000000000000000-0000000000000000-zz", "a=b=c", "=", "; ;", "a=%ZZ", "name=\"\u00ff\"",
        "en-US,xx;q=,*",
        new('x', 4000), new(',', 2000), string.Concat(Enumerable.Repeat("a=b; ", 600)),
    ];

    static readonly string[] Headers =
    [
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Authorization", "Cache-Control", "Connection",
        "Content-Encoding",
        "Content-Language", "Content-Type", "Cookie", "Date", "Expect", "Forwarded", "From", "Idempotency-Key", "If-Match",
        "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Keep-Alive", "Last-Event-ID", "Max-Forwards",
        "Origin",
        "Pragma", "Prefer", "Priority", "Range", "Referer", "Request-Id", "RequestVerificationToken", "Sec-CH-UA",
        "Sec-Fetch-Dest",
        "Sec-Fetch-Mode", "Sec-Fetch-Site", "Sec-Fetch-User", "Sec-GPC", "Sec-WebSocket-Extensions", "Sec-WebSocket-Key",
        "Sec-WebSocket-Protocol", "Sec-WebSocket-Version", "Svix-Id", "Svix-Signature", "Svix-Timestamp", "TE", "Traceparent",
        "Tracestate",
        "Upgrade", "Upgrade-Insecure-Requests", "User-Agent", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix",
        "X-Forwarded-Proto", "X-Http-Method-Override", "X-Original-URL", "X-Request-Id", "X-Requested-With", "X-Rewrite-Url",
        "blazor-enhanced-nav", "x-signalr-user-agent",
    ];

    static readonly string[] Methods =
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "QUERY", "get", "FOO",
            "A-B.C", "PURGE"];

    static readonly string[] Schemes = ["Bearer ", "bearer", "Basic ", "Digest ", "", "Bearer  "];

    static readonly string[] Cookies =
    [
        "__Host-staff-session", "__Secure-staff-refresh", "__Host-staff-verification", "__Host-staff-passkey",
        "__Host-shopper-session",
        "__Secure-shopper-refresh", "__Host-antiforgery", "__Host-cart", "theme", "__Host-browser", ".AspNetCore.Session",
        ".AspNetCore.Mvc.CookieTempDataProvider",
    ];

    static readonly string[] Bodies =
        ["{}", "[]", "null", "{", "\"", "a=b&a=c&__RequestVerificationToken=x", "_handler=&a=%ff", "--x\r\n\r\n\r\n--x--",
            "\u0000\u00ff", "x=" + new string('y', 5000)];

    sealed record Route(string Method, string Path);

    [Fact]
    public async Task No_header_method_or_credential_is_answered_with_a_5xx()
    {
        var (acme, sample) = await host.WithEverythingAsync("Acme", "ACME");
        using var http = host.Http();
        var address = http.BaseAddress!;
        string[] credentials =
        [
            acme.Key.KeyText!, await acme.Owner.SessionTokenAsync(), "stk_live_x", "eyJhbGciOiJub25lIn0.e30.", "a.b.c", "..",
        ];
        var routes = RoutesOf(sample);
        Assert.True(routes.Count > 150, $"Only {routes.Count} routes were found.");
        var random = new Random(200);
        var requests = routes.SelectMany(route => Enumerable.Range(0, Each)
            .Select(_ => Make(route, credentials, random))).ToList();

        var faults = await FaultsAsync(address, requests);

        Assert.True(faults.Count == 0, $"{faults.Count} of {requests.Count}:\n{string.Join('\n', faults.Take(15))}");
        Assert.Equal(200, (await RawHttp.SendAsync(address, Request("GET", "/healthz/live", []))).Status);
    }

    [Fact]
    public async Task No_parameter_is_answered_with_a_5xx()
    {
        var (acme, sample) = await host.WithEverythingAsync("Acme", "ACME");
        using var http = acme.Http(acme.Key);
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        string[] authorization = [$"Authorization: Bearer {acme.Key.KeyText}"];
        var requests = new List<byte[]>();
        var random = new Random(58);
        foreach (var (path, names) in Queries(document, sample))
            foreach (var name in names)
                foreach (var value in ValuesFor(random))
                    requests.Add(Request("GET", $"{path}?{name}={value}", authorization));
        foreach (var (path, names) in Queries(document, sample))
            requests.Add(Request("GET", $"{path}?{string.Join('&', names.Select(name => $"{name}={Extreme[0]}"))}",
                authorization));

        var faults = await FaultsAsync(host.Http().BaseAddress!, requests);

        Assert.True(faults.Count == 0, $"{faults.Count} of {requests.Count}:\n{string.Join('\n', faults.Take(15))}");
        Assert.True(requests.Count > 800, $"Only {requests.Count} requests were sent.");
    }

    [Fact]
    public async Task A_5xx_is_found()
    {
        using var http = host.Http();

        Assert.Single(await FaultsAsync(http.BaseAddress!, [Request("GET", "/healthz/live", [])], from: 200));
    }

    /// <summary>Values at the ends of what their types can hold, and encodings that are none.</summary>
    static readonly string[] Extreme =
    [
        "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59%2B14:00", "0001-01-01T00:00:00-14:00",
        "2026-01-01T00:00:00%2B05:30", "a%00b",
        "%ff", "9223372036854775807", "%ED%A0%80", "9999-12-31T23:59:59.9999999-14:00", "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00%2B14:00", "2026-02-30", "10000-01-01", "-4713-01-01",
        "0000-00-00", "24:00", "infinity", "-infinity", "2147483647", "2147483648", "-2147483648",
        "9223372036854775808", "18446744073709551616", "1e309", "-0", "NaN", "0x10", "%00", "%C0%80", "%", "%zz",
        "%u0041", "", "%20", "+", "*", "%25", "%5C", "'", "\"", "%F0%9F%98%80", "%CC%81", "%E2%80%AE", "%01", "%0d%0aX:%20y",
        "true,false",
        "a&a", "a=b", "[]", "%5B%5D", new('x', 6000), string.Concat(Enumerable.Repeat("%E8%8C%B6", 600)),
        "SO-99999999999999999999",
        "SO-9223372036854775807", "AgAAAAAAAAAAAAAAAAAAAAAxODQ0Njc0NDA3MzcwOTU1MTYxNQ", "AP_____________________w", "order.*",
        "**", "%%%",
    ];

    static async Task<IReadOnlyList<string>> FaultsAsync(Uri address, IReadOnlyList<byte[]> requests, int from = 500)
    {
        var faults = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (request, _) =>
        {
            var (status, response) = await RawHttp.SendAsync(address, request);
            if (status >= from)
                faults.Enqueue($"{status} {Shown(request)}\n    {response[Math.Max(0, response.Length - 300)..]}");
        });
        return [.. faults];
    }

    static string Shown(byte[] request)
    {
        var text = Encoding.Latin1.GetString(request).ReplaceLineEndings(" | ");
        return text[..Math.Min(text.Length, 700)];
    }

    /// <summary>Every route with its placeholders filled in. Files are alike, so the first ten stand for all.</summary>
    List<Route> RoutesOf(SampleOrganization sample)
    {
        var endpoints = host.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var routes = endpoints.SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            .Select(method => new Route(method, PathOf(endpoint.RoutePattern, sample)))).Distinct().ToList();
        var files = routes.Where(route => route.Path.LastIndexOf('.') > route.Path.LastIndexOf('/')).ToList();
        // the files of packages and the compressed files exist only in a published app
        files.RemoveAll(file => file.Path.StartsWith("/_", StringComparison.Ordinal)
            || file.Path.EndsWith('z')
            || file.Path.EndsWith(".br", StringComparison.Ordinal));
        return [.. routes.Where(route => route.Path.LastIndexOf('.') <= route.Path.LastIndexOf('/')), .. files.Take(10),
            .. OutsideRoutes.Select(path => new Route("GET", path))];
    }

    static string PathOf(RoutePattern pattern, SampleOrganization sample) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { Name: "slug" } => sample.One("slug"),
            RoutePatternParameterPart { IsCatchAll: true } => "x/y",
            RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(policy => policy.Content == "guid") =>
                $"{Guid.Empty}",
            RoutePatternParameterPart => sample.Ids["ord"][0],
            _ => "x",
        }))));

    static byte[] Make(Route route, string[] credentials, Random random)
    {
        var method = random.Next(3) > 0 ? route.Method : Methods[random.Next(Methods.Length)];
        var path = route.Path + random.Next(5) switch
        {
            0 => $"?{Pick(Texts, random).Replace(' ', '+')}={Pick(Extreme, random)}",
            1 => "?" + Pick(Extreme, random),
            _ => "",
        };
        if (path.Any(c => c is <= ' ' or >= '\x7f'))
            path = route.Path;
        var headers = Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
            $"{Pick(Headers, random)}: {Pick(Texts, random)}").ToList();
        switch (random.Next(4))
        {
            case 0:
                headers.Add($"Authorization: {Pick(Schemes, random)}{Damaged(credentials, random)}");
                break;
            case 1:
                var first = $"{Pick(Cookies, random)}={Damaged(credentials, random)}";
                headers.Add($"Cookie: {first}; {Pick(Cookies, random)}={Pick(Texts, random)}");
                break;
            case 2:
                headers.Add($"Authorization: Bearer {credentials[0]}");
                headers.Add($"Authorization: Bearer {Damaged(credentials, random)}");
                break;
        }
        var body = method is "GET" or "HEAD" && random.Next(4) > 0 ? null : Pick(Bodies, random);
        return Request(method, path, headers, body);
    }

    static string Pick(string[] choices, Random random) => choices[random.Next(choices.Length)];

    /// <summary>A credential as it is, or with a character changed, a part removed, repeated or written in other case.</summary>
    static string Damaged(string[] credentials, Random random)
    {
        var text = Pick(credentials, random);
        var at = random.Next(text.Length);
        return random.Next(8) switch
        {
            0 => text,
            1 => text[..at],
            2 => text[at..],
            3 => text[..at] + (char)random.Next('!', '~') + text[(at + 1)..],
            4 => text + text,
            5 => text.ToUpperInvariant(),
            6 => Pick(Texts, random),
            _ => text[..at] + Pick(Texts, random) + text[at..],
        };
    }

    static byte[] Request(string method, string path, IEnumerable<string> headers, string? body = null)
    {
        var bytes = body is null ? null : Encoding.Latin1.GetBytes(body);
        var lines = new[] { $"{method} {path} HTTP/1.1", "Host: localhost" }.Concat(headers)
            .Append(bytes is null ? "Connection: close" : string.Create(CultureInfo.InvariantCulture,
                $"Connection: close\r\nContent-Length: {bytes.Length}"));
        return [.. Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), .. bytes ?? []];
    }

    /// <summary>Every GET of the document that an API key can call, with the names of its parameters.</summary>
    IEnumerable<(string Path, string[] Names)> Queries(JsonElement document, SampleOrganization sample) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        where method.Name == "get" && method.Value.TryGetProperty("parameters", out _)
        let names = method.Value.GetProperty("parameters").EnumerateArray()
            .Where(one => one.GetProperty("in").GetString() == "query").Select(one =>
                one.GetProperty("name").GetString()!).ToArray()
        where names.Length > 0
        let route = host.ApiRoute("GET", path.Name[Api.Base.Length..])
        select (ApiRoute.Places().Replace(path.Name, place => sample.One(route.KindAt(place.Groups[1].Value))), names);
}
