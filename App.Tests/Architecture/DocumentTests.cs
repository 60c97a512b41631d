using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace App.Tests.Architecture;

/// <summary>Checks that the OpenAPI document matches the API.</summary>
public sealed class DocumentTests(TestHost host)
{
    /// <summary>
    /// The sample object on which an operation is tested if it is not the first one. An empty value skips the operation.
    /// </summary>
    static readonly Dictionary<string, string> Targets = new()
    {
        ["DELETE /warehouses/{id}"] = "whs2", // the first one has stock
        ["PATCH /warehouses/{id}"] = "whs2", // the first one is the default
        ["DELETE /variants/{id}"] = "", // a product's last variant cannot be deleted: covered by the catalog's tests
        ["POST /emails/{id}/resend"] = "", // refused within a minute: covered by the email log's tests
        // For people, not for API keys: covered by AuthEndpointsTests, StepUpEndpointsTests and ResetPagesTests.
        ["POST /auth/login"] = "", ["POST /auth/mfa"] = "", ["POST /auth/refresh"] = "", ["POST /auth/logout"] = "",
        ["POST /auth/reset"] = "", ["POST /auth/step-up"] = "", ["POST /auth/step-up/code"] = "", ["GET /me/sessions"] = "",
        ["DELETE /me/sessions/{id}"] = "",
        // For people as well: covered by NotificationEndpointsTests.
        ["GET /me/notifications"] = "", ["POST /me/notifications/{id}/read"] = "", ["POST /me/notifications/{id}/unread"] = "",
        ["POST /me/notifications/read_all"] = "", ["GET /me/notification_preferences"] = "",
        ["PUT /me/notification_preferences"] = "",
        ["GET /me/ownership_offer"] = "", ["POST /me/ownership_offer/accept"] = "", ["DELETE /me/ownership_offer"] = "",
        ["POST /members/{id}/ownership_offer"] = "", // covered by OwnershipTests
        ["PATCH /organization"] = "", // covered by ChangedAddressTests
        // Covered by ShopperTokensTests and ShopperResetTests.
        ["POST /storefront/{slug}/auth/login"] = "", ["POST /storefront/{slug}/auth/refresh"] = "",
        ["POST /storefront/{slug}/auth/logout"] = "", ["POST /storefront/{slug}/auth/reset"] = "",
        ["GET /storefront/{slug}/me"] = "", ["GET /storefront/{slug}/me/sessions"] = "",
        ["DELETE /storefront/{slug}/me/sessions/{id}"] = "",
        ["POST /invitations/{id}/resend"] = "", // refused within a minute: covered by the invitations' tests
    };

    sealed record Operation(string Method, string Path, JsonElement Text)
    {
        public string Name => $"{Method} {Path}";
        public IEnumerable<(int Status, JsonElement Text)> Answers(JsonElement document) =>
            Text.GetProperty("responses").EnumerateObject().Select(response => (
                int.Parse(response.Name, System.Globalization.CultureInfo.InvariantCulture),
                response.Value.TryGetProperty("$ref", out var reference)
                    ? Schema.Resolve(document, reference.GetString()!) : response.Value));
    }

    [Fact]
    public async Task Every_operation_documents_its_name_scope_examples_and_errors()
    {
        var document = await ReadAsync();
        var faults = Operations(document)
            .SelectMany(operation => Missing(document, operation).Select(what => $"{operation.Name}: {what}")).ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(Operations(document).Count, Operations(document)
            .Select(operation => operation.Text.GetProperty("operationId").GetString()).Distinct().Count());
        var bare = JsonDocument.Parse("""{"responses": {"200": {"description": "OK"}}}""").RootElement;
        Assert.Equal(
            ["operationId", "summary", "description", "tags", "x-permission", "200 has no schema", "401", "403", "429", "503"],
            Missing(document, new("GET", "/bare", bare)));
    }

    static IEnumerable<string> Missing(JsonElement document, Operation operation)
    {
        foreach (var member in new[] { "operationId", "summary", "description", "tags", "x-permission" })
            if (!operation.Text.TryGetProperty(member, out _))
                yield return member;
        if (operation.Text.TryGetProperty("requestBody", out var body)
            && !body.GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _))
            yield return "an example of the body";
        foreach (var (status, response) in operation.Answers(document))
            if (status is not (204 or 304) && (!response.TryGetProperty("content", out var content)
                || content.EnumerateObject().Any(
                    type => !type.Value.TryGetProperty("schema", out _) || !type.Value.TryGetProperty("example", out _))))
                yield return $"{status} has no schema";
        foreach (var status in new[] { 401, 403, 429, 503 })
            if (!operation.Answers(document).Any(response => response.Status == status))
                yield return $"{status}";
    }

    [Fact]
    public async Task Every_text_member_has_an_example()
    {
        var missing = Operations(await ReadAsync()).SelectMany(operation => MissingIn(operation.Text, operation.Name)).Distinct();

        Assert.Empty(missing);
        Assert.Contains(Examples.Missing, new Examples([]).Of(typeof(App.Catalog.ProductView))!.ToJsonString());
        Assert.Equal(["body/lines/0/sku"], MissingIn(JsonDocument.Parse("""{"lines": [{"sku": "text"}]}""").RootElement, "body"));
    }

    /// <summary>
    /// Members that were sent and come back with another value. Each text member has an example of its own, so two members that
    /// are swapped anywhere between the request and the view differ.
    /// </summary>
    static IEnumerable<string> Differences(JsonElement sent, JsonElement shown, string path) =>
        (sent.ValueKind, shown.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => sent.EnumerateObject()
                .Where(member => shown.TryGetProperty(member.Name, out _))
                .SelectMany(member => Differences(member.Value, shown.GetProperty(member.Name), $"{path}/{member.Name}")),
            (JsonValueKind.Array, JsonValueKind.Array) when sent.GetArrayLength() == shown.GetArrayLength() => sent.EnumerateArray()
                .Zip(shown.EnumerateArray(), (one, other) => Differences(one, other, path)).SelectMany(found => found),
            (JsonValueKind.String or JsonValueKind.Number, _) when !IsSame(sent, shown) => [$"{path}: {sent} is now {shown}"],
            _ => [],
        };

    /// <summary>Texts and numbers are equal; times have the same moment.</summary>
    static bool IsSame(JsonElement sent, JsonElement shown) => sent.ToString() == shown.ToString()
        || (sent.ValueKind == JsonValueKind.String && sent.TryGetDateTimeOffset(out var one)
            && shown.TryGetDateTimeOffset(out var other) && one == other);

    [Fact]
    public void A_swapped_member_is_found() => Assert.Equal(
        ["made/name: Tea is now Box"],
        Differences(
            JsonDocument.Parse("""{"name": "Tea", "unit": "box", "lines": [{"n": 1}]}""").RootElement,
            JsonDocument.Parse("""{"id": "x", "name": "Box", "unit": "box", "lines": [{"n": 1}]}""").RootElement, "made"));

    static IEnumerable<string> MissingIn(JsonElement text, string path) => text.ValueKind switch
    {
        JsonValueKind.Object => text.EnumerateObject().SelectMany(member => MissingIn(member.Value, $"{path}/{member.Name}")),
        JsonValueKind.Array => text.EnumerateArray().Index().SelectMany(one => MissingIn(one.Item, $"{path}/{one.Index}")),
        JsonValueKind.String when text.GetString() == Examples.Missing => [path],
        _ => [],
    };

    /// <summary>The generic description of a filter does not say what true means.</summary>
    [Fact]
    public async Task Every_switch_says_what_true_means()
    {
        var vague = from operation in Operations(await ReadAsync())
                    where operation.Text.TryGetProperty("parameters", out _)
                    from parameter in operation.Text.GetProperty("parameters").EnumerateArray()
                    where parameter.GetProperty("schema").TryGetProperty("type", out var type) && type.ToString() == "boolean"
                        && !parameter.GetProperty("description").GetString()!.StartsWith("If true", StringComparison.Ordinal)
                    select $"{operation.Name}: {parameter.GetProperty("name")}";

        Assert.Empty(vague);
    }

    [Fact]
    public async Task Every_example_matches_its_schema()
    {
        var document = await ReadAsync();
        var faults = Operations(document).SelectMany(operation => operation.Answers(document).Select(response => response.Text)
            .Append(operation.Text.TryGetProperty("requestBody", out var body) ? body : default)
            .Where(text => text.ValueKind == JsonValueKind.Object && text.TryGetProperty("content", out _))
            .SelectMany(text => text.GetProperty("content").EnumerateObject())
            .SelectMany(type => Schema.Faults(document, type.Value.GetProperty("schema"), type.Value.GetProperty("example"))
                .Select(fault => $"{operation.Name}: {fault}"))).Distinct().ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Every_example_request_gets_a_documented_response()
    {
        var document = await ReadAsync();
        var faults = new List<string>();
        foreach (var operation in Operations(document).Where(operation => Targets.GetValueOrDefault(operation.Name) != ""))
        {
            var (acme, sample) = await host.WithEverythingAsync("Acme", "ACME");
            using var http = acme.Http(acme.Key);
            using var request = new HttpRequestMessage(new(operation.Method), Api.Base + PathOf(operation, acme, sample));
            if (operation.Text.TryGetProperty("requestBody", out var body))
                request.Content = new StringContent(WithOwnIds(body.GetProperty("content").GetProperty("application/json")
                    .GetProperty("example").GetRawText(), sample), Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var documented = operation.Answers(document).FirstOrDefault(one => one.Status == (int)response.StatusCode).Text;
            if (!response.IsSuccessStatusCode || documented.ValueKind == JsonValueKind.Undefined)
                faults.Add($"{operation.Name}: {(int)response.StatusCode} {text}");
            else if (text.Length > 0)
                faults.AddRange(Schema.Faults(document, documented.GetProperty("content").GetProperty("application/json")
                    .GetProperty("schema"), JsonDocument.Parse(text).RootElement).Select(fault => $"{operation.Name}: {fault}"));
            if (response is { StatusCode: HttpStatusCode.Created, Headers.Location: { } location } && request.Content is { } sent
                && operation.Path != "/stock_transfers") // returns what left the first warehouse, a negative quantity
                faults.AddRange(Differences(
                    JsonDocument.Parse(await sent.ReadAsStringAsync()).RootElement,
                    JsonDocument.Parse(await http.GetStringAsync(location)).RootElement, operation.Name));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData(
        """{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}, "additionalProperties": false}""",
        """{"name": 1}""", 2)]
    [InlineData("""{"type": ["null", "integer"]}""", "\"7\"", 1)]
    [InlineData("""{"type": "array", "items": {"enum": ["a", "b"]}}""", """["a", "c"]""", 1)]
    [InlineData("""{"type": "string", "pattern": "^prd_"}""", "\"ord_1\"", 1)]
    [InlineData("""{"type": "number"}""", "7", 0)]
    public void A_value_that_does_not_match_its_schema_is_found(string schema, string value, int faults) =>
        Assert.Equal(faults,
            Schema.Faults(default, JsonDocument.Parse(schema).RootElement, JsonDocument.Parse(value).RootElement).Count());

    string PathOf(Operation operation, TestOrganization acme, SampleOrganization sample)
    {
        if (operation.Path.StartsWith("/members/{id}", StringComparison.Ordinal)) // the last owner cannot be removed
            return operation.Path.Replace("{id}", acme.Member.MemberId.ToString(), StringComparison.Ordinal);
        var route = host.ApiRoute(operation.Method, operation.Path);
        return ApiRoute.Places().Replace(operation.Path, place => sample
            .One(Targets.TryGetValue(operation.Name, out var token) ? token : route.KindAt(place.Groups[1].Value)));
    }

    /// <summary>Replaces the ids of an example, which do not exist, with ids of the organization.</summary>
    static string WithOwnIds(string example, SampleOrganization sample) => SampleOrganization.AnyId()
        .Replace(example, id => sample.One(id.Value[..3] + (id.Value == Examples.ExampleId(id.Value[..3]) ? "" : "2")));

    async Task<JsonElement> ReadAsync()
    {
        using var http = host.Web.CreateClient();
        return await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
    }

    static List<Operation> Operations(JsonElement document) =>
        [.. from path in document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            select new Operation(method.Name.ToUpperInvariant(), path.Name[Api.Base.Length..].TrimEnd('/'), method.Value)];
}
