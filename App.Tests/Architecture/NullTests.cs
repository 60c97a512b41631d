using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Net.Http.Json;

namespace App.Tests.Architecture;

/// <summary>
/// Sends null for every member of every request body of the API document. Where the document does not allow null, the response is
/// a 400 that names the member; where it does, null means "none", so the response of the operation can show null too.
/// </summary>
public sealed class NullTests(TestHost host)
{
    /// <summary>Members for which null says something although no response shows it.</summary>
    static readonly string[] Meaningful =
    [
        "POST /api/v1/orders warehouse_id", // null takes the default warehouse
        "POST /api/v1/orders lines.0.sku", "POST /api/v1/orders lines.0.variant_id", // exactly one of them is not null
        "POST /api/v1/orders/{id}/cancel reason", // shown as cancel_reason
    ];

    /// <summary>Members of changes that no API key may make. <c>UpdateOrganizationTests</c> clears them.</summary>
    static readonly string[] NotForKeys = ["PATCH /api/v1/organization address"];

    sealed record Member(string Operation, string Method, string Path, string Name, bool AllowsNull, bool IsShownAsNull)
    {
        public override string ToString() => $"{Operation} {Name}";
    }

    [Fact]
    public async Task Null_is_refused_wherever_it_makes_no_sense()
    {
        var (acme, sample) = await host.WithEverythingAsync("Acme", "ACME");
        using var http = acme.Http(acme.Key);
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var faults = new List<string>();
        var sent = 0;

        foreach (var (member, body) in Members(document)
            .Where(pair => !pair.Member.AllowsNull && !Meaningful.Contains(pair.Member.ToString())))
        {
            var route = host.ApiRoute(member.Method, member.Path[Api.Base.Length..]);
            var path = ApiRoute.Places().Replace(member.Path, place => sample.One(route.KindAt(place.Groups[1].Value)));
            using var request = new HttpRequestMessage(new(member.Method), path);
            request.Content = new StringContent(WithNull(body, member.Name), new MediaTypeHeaderValue("application/json"));
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            sent++;
            if ((int)response.StatusCode != 400 || !text.Contains(LastOf(member.Name), StringComparison.Ordinal))
                faults.Add($"{member} returns {(int)response.StatusCode} {text[..Math.Min(text.Length, 200)]}");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(sent > 40, $"Only {sent} members were sent.");
    }

    [Fact]
    public async Task Members_that_accept_null_are_shown_as_null()
    {
        using var http = host.Http();
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var members = Members(document).Select(pair => pair.Member).ToList();

        Assert.Empty(Meaningless(members).Select(member => member.ToString()).Except(Meaningful));
        Assert.Contains(members, member => member is { Name: "description", AllowsNull: true });
    }

    [Fact]
    public void A_member_for_which_null_means_nothing_is_found() => Assert.Equal(
        ["POST /teapots lid"],
        Meaningless(
        [
            new("POST /teapots", "POST", "/teapots", "lid", AllowsNull: true, IsShownAsNull: false),
            new("POST /teapots", "POST", "/teapots", "note", AllowsNull: true, IsShownAsNull: true),
            new("POST /teapots", "POST", "/teapots", "name", AllowsNull: false, IsShownAsNull: false),
        ]).Select(member => member.ToString()));

    static IEnumerable<Member> Meaningless(IEnumerable<Member> members) =>
        members.Where(member => member is { AllowsNull: true, IsShownAsNull: false });

    [Fact]
    public async Task Null_in_a_change_clears_the_member_or_is_refused()
    {
        var (acme, sample) = await host.WithEverythingAsync("Acme", "ACME");
        using var http = acme.Http(acme.Key);
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var cleared = 0;

        foreach (var (member, _) in Members(document).Where(pair => pair.Member is { Method: "PATCH", AllowsNull: true }
            && !pair.Member.Name.Contains('.', StringComparison.Ordinal)
            && !NotForKeys.Contains(pair.Member.ToString())))
        {
            var route = host.ApiRoute(member.Method, member.Path[Api.Base.Length..]);
            var path = ApiRoute.Places().Replace(member.Path, place => sample.One(route.KindAt(place.Groups[1].Value)));
            var (status, changed) = await http.SendAsync(
                "PATCH", path[Api.Base.Length..], new JsonObject { [member.Name] = null }.ToJsonString());

            Assert.Equal((member.ToString(), 200, JsonValueKind.Null),
                (member.ToString(), status, changed.GetProperty(member.Name).ValueKind));
            cleared++;
        }
        Assert.InRange(cleared, 8, 100);
    }

    /// <summary>Every member of every body, however deep, with an example of the body.</summary>
    static IEnumerable<(Member Member, string Body)> Members(JsonElement document)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var method in path.Value.EnumerateObject())
            {
                if (!method.Value.TryGetProperty("requestBody", out var body))
                    continue;
                var content = body.GetProperty("content").GetProperty("application/json");
                var shown = ResponseOf(method.Value);
                foreach (var (name, allowsNull) in Walk(document, content.GetProperty("schema"), ""))
                {
                    var verb = method.Name.ToUpperInvariant();
                    yield return (new($"{verb} {path.Name}", verb, path.Name, name, allowsNull,
                        shown is { } schema && IsNullable(document, schema, name)), content.GetProperty("example").GetRawText());
                }
            }
    }

    static JsonElement? ResponseOf(JsonElement operation)
    {
        foreach (var response in operation.GetProperty("responses").EnumerateObject())
            if (response.Name.StartsWith('2') && response.Value.TryGetProperty("content", out var content))
                return content.GetProperty("application/json").GetProperty("schema");
        return null;
    }

    static IEnumerable<(string Name, bool AllowsNull)> Walk(JsonElement document, JsonElement schema, string at)
    {
        schema = Plain(document, schema);
        if (schema.TryGetProperty("properties", out var members))
            foreach (var member in members.EnumerateObject())
            {
                yield return (at + member.Name, AllowsNull(document, member.Value));
                foreach (var inner in Walk(document, member.Value, $"{at}{member.Name}."))
                    yield return inner;
            }
        if (schema.TryGetProperty("items", out var items))
        {
            yield return ($"{at}0", AllowsNull(document, items));
            foreach (var inner in Walk(document, items, $"{at}0."))
                yield return inner;
        }
    }

    static bool IsNullable(JsonElement document, JsonElement schema, string name)
    {
        foreach (var step in name.Split('.'))
        {
            schema = Plain(document, schema);
            if (!(step == "0" ? schema.TryGetProperty("items", out schema)
                : schema.TryGetProperty("properties", out var members) && members.TryGetProperty(step, out schema)))
                return false;
        }
        return AllowsNull(document, schema);
    }

    /// <summary>The schema without references and without the alternative null.</summary>
    static JsonElement Plain(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Plain(document, Schema.Resolve(document, reference.GetString()!));
        foreach (var word in new[] { "oneOf", "anyOf" })
            if (schema.TryGetProperty(word, out var choices))
                foreach (var choice in choices.EnumerateArray())
                    if (!IsNull(choice))
                        return Plain(document, choice);
        return schema;
    }

    static bool AllowsNull(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return AllowsNull(document, Schema.Resolve(document, reference.GetString()!));
        return IsNull(schema) || new[] { "oneOf", "anyOf" }.Any(word => schema.TryGetProperty(word, out var choices)
            && choices.EnumerateArray().Any(choice => AllowsNull(document, choice)));
    }

    static bool IsNull(JsonElement schema) => schema.TryGetProperty("type", out var type)
        && (type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Any(one => one.GetString() == "null")
            : type.GetString() == "null");

    static string WithNull(string body, string name)
    {
        var root = JsonNode.Parse(body)!;
        var at = root;
        var steps = name.Split('.');
        foreach (var step in steps[..^1])
            at = step == "0" ? at[0]! : at[step]!;
        if (steps[^1] == "0")
            at.AsArray()[0] = null;
        else
            at[steps[^1]] = null;
        return root.ToJsonString();
    }

    static string LastOf(string name) => name.Split('.').Last(step => step != "0");
}
