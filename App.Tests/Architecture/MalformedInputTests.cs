using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace App.Tests.Architecture;

/// <summary>
/// Sends two hundred malformed requests to each operation, generated from the OpenAPI document with a fixed seed: paths,
/// parameters, headers and bodies. No response is a 5xx, every refusal is a problem, and no response reveals implementation
/// details.
/// </summary>
public sealed class MalformedInputTests(TestHost host)
{
    const int Each = 200;

    /// <summary>Implementation details that no response may contain. No request contains them.</summary>
    static readonly string[] Internals = ["Npgsql", "Postgre", "Exception", " at App.", "Microsoft.", "System.", "App.Platform",
        "Host=", "stockade_", "select ", "::text", "StackTrace"];

    static readonly string[] Odd =
    [
        "", " ", "null", "true", "-1", "0", "1e400", "999999999999999999999999", "NaN", "' or '1'='1", "../../etc/passwd", "%00",
        "%", "a b", "prd_", "prd_01h455vb4pex5vsknk084sn02", "PRD_01H455VB4PEX5VSKNK084SN02Q",
        "prd_81h455vb4pex5vsknk084sn02q", "ord_01h455vb4pex5vsknk084sn02q", "00000000-0000-0000-0000-000000000000", "\u202Eabc",
        "日本", "👩‍👩‍👧", "\ud800", "\0", "\t\r\n", "{}", "[]", "<b>x</b>", "$(x)", "${x}", "a\u0301",
    ];

    sealed record Bad(string Method, string Path, string? Type, byte[]? Body, (string Name, string Value)? Header)
    {
        public override string ToString()
        {
            var path = Path.Length > 200 ? Path[..200] : Path;
            var body = Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 300)));
            return $"{Method} {path} {Header?.Name}: {Header?.Value} {Type} {body}";
        }
    }

    [Fact]
    public async Task Malformed_requests_get_problem_responses_without_internal_details()
    {
        var (acme, sample) = await host.WithEverythingAsync("Acme", "ACME");
        using var http = acme.Http(acme.Key);
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var all = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .SelectMany(method => Make(method.Name.ToUpperInvariant(), path.Name, method.Value, sample))).ToList();
        var faults = new ConcurrentQueue<string>();
        var refused = 0;

        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (bad, ct) =>
        {
            using var request = RequestOf(bad);
            using var response = await http.SendAsync(request, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            if (response.StatusCode >= System.Net.HttpStatusCode.BadRequest)
                Interlocked.Increment(ref refused);
            if (Fault((int)response.StatusCode, response.Content.Headers.ContentType, text) is { } fault)
                faults.Enqueue($"{fault}: {bad}\n    {(int)response.StatusCode} {text}");
        });

        Assert.True(faults.IsEmpty, $"{faults.Count} of {all.Count}:\n{string.Join('\n', faults.Take(10))}");
        Assert.True(all.Count >= Each * 50 && refused > all.Count * 3 / 4,
            $"{refused} of {all.Count} were refused: the generator no longer produces malformed requests.");
        Assert.Equal(0, await host.ScalarAsync<long>("""
            select count(*) from stock_levels
            where organization_id = $1 and (on_hand < 0 or reserved < 0 or reserved > on_hand)
            """, acme.Id));
    }

    [Theory]
    [InlineData(500, "application/problem+json", "{}", "a 5xx")]
    [InlineData(400, "text/html", "{}", "no problem")]
    [InlineData(400, "application/problem+json", """{"code": "x"}""", "no whole problem")]
    [InlineData(400, "application/problem+json", """{"type":"","title":"","status":400,"detail":"Npgsql: no","code":"x","""
        + """ "param":null,"errors":[],"request_id":"","doc_url":""}""", "tells Npgsql")]
    [InlineData(400, "application/problem+json",
        """{"type":"","title":"","status":400,"detail":"","code":"x","param":null,"errors":[],"request_id":"","doc_url":""}""",
        null)]
    [InlineData(200, "application/json", "{}", null)]
    public void A_faulty_response_is_found(int status, string type, string text, string? fault) =>
        Assert.Equal(fault, Fault(status, new MediaTypeHeaderValue(type), text));

    static string? Fault(int status, MediaTypeHeaderValue? type, string text)
    {
        if (status >= 500)
            return "a 5xx";
        if (Internals.FirstOrDefault(word => text.Contains(word, StringComparison.Ordinal)) is { } internals)
            return $"tells {internals}";
        if (status < 400)
            return null;
        if (type?.MediaType != ProblemResponse.ContentType)
            return "no problem";
        var problem = JsonDocument.Parse(text).RootElement;
        return new[] { "type", "title", "status", "detail", "code", "param", "errors", "request_id", "doc_url" }.All(
            member => problem.TryGetProperty(member, out _)) ? null : "no whole problem";
    }

    IEnumerable<Bad> Make(string method, string path, JsonElement operation, SampleOrganization sample)
    {
        var random = new Random(path.Length * 31 + method.Length);
        var body = operation.TryGetProperty("requestBody", out var requestBody)
            ? requestBody.GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText() : null;
        if (body is not null)
            body = SampleOrganization.AnyId()
                .Replace(body, id => sample.Ids.TryGetValue(id.Value[..3], out var ids) ? ids[0] : id.Value);
        var route = host.ApiRoute(method, path[Api.Base.Length..]);
        var queries = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query")
                .Select(parameter => parameter.GetProperty("name").GetString()!).ToArray()
            : [];
        var placeholders = ApiRoute.Places().Count(path);
        // A generated request may be valid after all: it must not delete or cancel what other requests need.
        var destructive = method == "DELETE" || path.EndsWith("/cancel", StringComparison.Ordinal);
        string Path(bool valid) => ApiRoute.Places().Replace(
            path, place => valid && !destructive ? sample.One(route.KindAt(place.Groups[1].Value)) : Escape(Pick(random)));

        for (var n = 0; n < Each; n++)
        {
            var where = random.Next(10);
            if (where < 2 && placeholders > 0)
                yield return new(method, Path(valid: false), "application/json", Bytes(body), null);
            else if (where < 4)
            {
                var validPath = Path(valid: true);
                var query = queries.Length > 0 && random.Next(4) > 0 ? queries[random.Next(queries.Length)] : "nonsense";
                yield return new(method, $"{validPath}?{query}={Escape(Pick(random))}", "application/json", Bytes(body), null);
            }
            else if (where == 4)
            {
                var validPath = Path(valid: true);
                var header = random.Next(3) switch { 0 => IdempotencyKey.Header, 1 => "If-Match", _ => "If-None-Match" };
                yield return new(method, validPath, "application/json", Bytes(body), (header, Odd[random.Next(Odd.Length)]));
            }
            else if (body is null)
                yield return new(method, $"{Path(valid: true)}/{Escape(Pick(random))}", null, null, null);
            else if (where == 5)
            {
                var validPath = Path(valid: true);
                var type = random.Next(4) switch
                {
                    0 => "text/plain",
                    1 => "application/xml",
                    2 => "multipart/form-data",
                    _ => null,
                };
                yield return new(method, validPath, type, Bytes(body), null);
            }
            else
                yield return new(method, Path(valid: true), "application/json",
                    where == 6 ? Garble(Bytes(body)!, random) : Bytes(Twist(body, random)), null);
        }
    }

    static string Pick(Random random) => random.Next(12) == 0 ? new string('x', 2000) : Odd[random.Next(Odd.Length)];

    /// <summary>
    /// Escapes the text for a URL. NUL is replaced, because Kestrel refuses it with an empty 400 before our code runs.
    /// </summary>
    static string Escape(string text) => Uri.EscapeDataString(
        text.Replace("\ud800", "%ED%A0%80", StringComparison.Ordinal).Replace("\0", "\u0001", StringComparison.Ordinal)
        .Replace("%00", "%01", StringComparison.Ordinal)) is { Length: > 0 } escaped ? escaped : "%20";

    static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    /// <summary>Truncates, repeats or corrupts the body, or adds bytes that are not UTF-8.</summary>
    static byte[] Garble(byte[] body, Random random) => random.Next(6) switch
    {
        0 => body[..random.Next(body.Length)],
        1 => [.. body, .. body],
        2 => [.. body.Select(one => random.Next(20) == 0 ? (byte)random.Next(128, 256) : one)],
        3 => [],
        4 => Encoding.UTF8.GetBytes(new string('[', 2000)),
        _ => [0xEF, 0xBB, 0xBF, 0xFF, .. body],
    };

    /// <summary>Changes, removes or repeats one member of the body at any depth, or adds an unknown one.</summary>
    static string Twist(string body, Random random)
    {
        var root = JsonNode.Parse(body)!;
        if (root is not JsonObject { Count: > 0 })
            return random.Next(2) == 0 ? "[]" : "\"text\"";
        var at = root.AsObject();
        while (true)
        {
            var name = at.ElementAt(random.Next(at.Count)).Key;
            var inner = at[name] as JsonObject ?? (at[name] is JsonArray { Count: > 0 } list ? list[0] as JsonObject : null);
            if (inner is { Count: > 0 } && random.Next(3) > 0)
            {
                at = inner;
                continue;
            }
            switch (random.Next(8))
            {
                case 0: at.Remove(name); break;
                case 1: at["nonsense"] = 1; break;
                case 2: at[name] = null; break;
                case 3: return root.ToJsonString().Replace($"\"{name}\":", $"\"{name}\":1,\"{name}\":", StringComparison.Ordinal);
                case 4:
                    return root.ToJsonString().Replace($"\"{name}\":",
                    $"\"{name}\":{(random.Next(2) == 0 ? "1e999" : "-0.00000000000000000001")},\"x\":", StringComparison.Ordinal);
                case 5:
                    return root.ToJsonString()
                        .Replace($"\"{name}\":", $"\"{name}\":\"\\ud800\",\"x\":", StringComparison.Ordinal);
                default: at[name] = Value(random); break;
            }
            return root.ToJsonString();
        }
    }

    static JsonNode? Value(Random random) => random.Next(10) switch
    {
        0 => -1, 1 => long.MaxValue, 2 => 1.23456789, 3 => true, 4 => new JsonArray(), 5 => new JsonObject(),
        6 => new string('y', 100_000),
        7 => new JsonArray([.. Enumerable.Range(0, 2000).Select(i => (JsonNode)i)]),
        _ => Odd.Where(text => text != "\ud800").ElementAt(random.Next(Odd.Length - 1)),
    };

    static HttpRequestMessage RequestOf(Bad bad)
    {
        var request = new HttpRequestMessage(new(bad.Method), bad.Path);
        if (bad.Body is not null)
        {
            request.Content = new ByteArrayContent(bad.Body);
            if (bad.Type is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", bad.Type);
        }
        if (bad.Header is { } header && header.Value.All(c => c is >= ' ' and < '\x7f'))
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return request;
    }
}
