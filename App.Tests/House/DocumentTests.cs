using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using App.Platform;

namespace App.Tests.HouseRules;

/// <summary>The API document against the API: what it says of every operation is so.</summary>
public sealed class DocumentTests(TestHouse house)
{
    /// <summary>Which of an organization's things an operation can be tried on, where the first will not do.</summary>
    static readonly Dictionary<string, string> On = new()
    {
        ["DELETE /warehouses/{id}"] = "whs2", // the other one holds stock
        ["PATCH /warehouses/{id}"] = "whs2", // and stays the default
        ["DELETE /variants/{id}"] = "", // a product keeps one: tried in the catalogue's own tests
        ["POST /mails/{id}/resend"] = "", // not within a minute: tried in the mail log's own tests
        ["POST /auth/login"] = "", ["POST /auth/mfa"] = "", ["POST /auth/refresh"] = "", ["POST /auth/logout"] = "", ["POST /auth/reset"] = "", ["POST /auth/step-up"] = "", ["POST /auth/step-up/code"] = "", ["GET /me/sessions"] = "", ["DELETE /me/sessions/{id}"] = "", // by people, not by keys: tried in AuthEndpointsTests and ResetPagesTests
        ["POST /storefront/{slug}/auth/login"] = "", ["POST /storefront/{slug}/auth/refresh"] = "", ["POST /storefront/{slug}/auth/logout"] = "", ["POST /storefront/{slug}/auth/reset"] = "", ["GET /storefront/{slug}/me"] = "", ["GET /storefront/{slug}/me/sessions"] = "", ["DELETE /storefront/{slug}/me/sessions/{id}"] = "", // and in ShopperTokensTests and ShopperResetTests
        ["POST /invitations/{id}/resend"] = "", // not within a minute: tried in the invitations' own tests
    };

    sealed record Operation(string Method, string Path, JsonElement Text)
    {
        public string Name => $"{Method} {Path}";
        public IEnumerable<(int Status, JsonElement Text)> Answers(JsonElement document) => Text.GetProperty("responses").EnumerateObject()
            .Select(one => (int.Parse(one.Name, System.Globalization.CultureInfo.InvariantCulture), one.Value.TryGetProperty("$ref", out var there) ? Schema.Resolve(document, there.GetString()!) : one.Value));
    }

    [Fact]
    public async Task Every_operation_has_a_name_words_a_scope_examples_and_its_errors()
    {
        var document = await ReadAsync();
        var faults = Operations(document).SelectMany(operation => Missing(document, operation).Select(what => $"{operation.Name}: {what}")).ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(Operations(document).Count, Operations(document).Select(operation => operation.Text.GetProperty("operationId").GetString()).Distinct().Count());
        var bare = JsonDocument.Parse("""{"responses": {"200": {"description": "OK"}}}""").RootElement;
        Assert.Equal(["operationId", "summary", "description", "tags", "x-permission", "200 has no schema", "401", "403", "429", "503"], Missing(document, new("GET", "/bare", bare)));
    }

    static IEnumerable<string> Missing(JsonElement document, Operation operation)
    {
        foreach (var member in new[] { "operationId", "summary", "description", "tags", "x-permission" })
            if (!operation.Text.TryGetProperty(member, out _))
                yield return member;
        if (operation.Text.TryGetProperty("requestBody", out var body) && !body.GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _))
            yield return "an example of the body";
        foreach (var (status, answer) in operation.Answers(document))
            if (status is not (204 or 304) && (!answer.TryGetProperty("content", out var content) || content.EnumerateObject().Any(type => !type.Value.TryGetProperty("schema", out _) || !type.Value.TryGetProperty("example", out _))))
                yield return $"{status} has no schema";
        foreach (var status in new[] { 401, 403, 429, 503 })
            if (!operation.Answers(document).Any(answer => answer.Status == status))
                yield return $"{status}";
    }

    [Fact]
    public async Task Every_example_is_as_its_schema_says()
    {
        var document = await ReadAsync();
        var faults = Operations(document).SelectMany(operation => operation.Answers(document).Select(answer => answer.Text).Append(operation.Text.TryGetProperty("requestBody", out var body) ? body : default)
            .Where(text => text.ValueKind == JsonValueKind.Object && text.TryGetProperty("content", out _)).SelectMany(text => text.GetProperty("content").EnumerateObject())
            .SelectMany(type => Schema.Faults(document, type.Value.GetProperty("schema"), type.Value.GetProperty("example")).Select(fault => $"{operation.Name}: {fault}"))).Distinct().ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Every_example_is_taken_and_answered_as_the_document_says()
    {
        var document = await ReadAsync();
        var faults = new List<string>();
        foreach (var operation in Operations(document).Where(operation => On.GetValueOrDefault(operation.Name) != ""))
        {
            var (acme, world) = await house.WithEverythingAsync("Acme", "ACME");
            using var http = acme.Http(acme.Key);
            using var request = new HttpRequestMessage(new(operation.Method), Api.Base + Filled(operation, acme, world));
            if (operation.Text.TryGetProperty("requestBody", out var body))
                request.Content = new StringContent(Ours(body.GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText(), world), Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var told = operation.Answers(document).FirstOrDefault(one => one.Status == (int)answer.StatusCode).Text;
            if (!answer.IsSuccessStatusCode || told.ValueKind == JsonValueKind.Undefined)
                faults.Add($"{operation.Name}: {(int)answer.StatusCode} {text}");
            else if (text.Length > 0)
                faults.AddRange(Schema.Faults(document, told.GetProperty("content").GetProperty("application/json").GetProperty("schema"), JsonDocument.Parse(text).RootElement).Select(fault => $"{operation.Name}: {fault}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("""{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}, "additionalProperties": false}""", """{"name": 1}""", 2)]
    [InlineData("""{"type": ["null", "integer"]}""", "\"7\"", 1)]
    [InlineData("""{"type": "array", "items": {"enum": ["a", "b"]}}""", """["a", "c"]""", 1)]
    [InlineData("""{"type": "string", "pattern": "^prd_"}""", "\"ord_1\"", 1)]
    [InlineData("""{"type": "number"}""", "7", 0)]
    public void A_value_that_is_not_as_the_schema_says_is_seen(string schema, string value, int faults) =>
        Assert.Equal(faults, Schema.Faults(default, JsonDocument.Parse(schema).RootElement, JsonDocument.Parse(value).RootElement).Count());

    static string Filled(Operation operation, TestOrganization acme, World world)
    {
        if (operation.Path == "/members/{id}")
            return $"/members/{acme.Member.MemberId}"; // the last owner stays
        var route = new ApiRoute(operation.Method, operation.Path, false, []);
        return ApiRoute.Places().Replace(operation.Path, place => world.One(On.TryGetValue(operation.Name, out var token) ? token : route.KindAt(place.Groups[1].Value)));
    }

    /// <summary>The sample ids are nobody's; and either the SKU or the variant names what is ordered.</summary>
    static string Ours(string example, World world) => World.AnyId().Replace(example, id => world.One(id.Value[..3] + (id.Value == Examples.ExampleId(id.Value[..3]) ? "" : "2")));

    async Task<JsonElement> ReadAsync()
    {
        using var http = house.Web.CreateClient();
        return await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
    }

    static List<Operation> Operations(JsonElement document) =>
        [.. from path in document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            select new Operation(method.Name.ToUpperInvariant(), path.Name[Api.Base.Length..].TrimEnd('/'), method.Value)];
}
