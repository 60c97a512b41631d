using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>
/// Sends every id of another organization with an API key, everywhere the API takes an id: in the path, query and body of all
/// routes. Each response must equal the one for a nonexistent id, and nothing may be read, changed or revealed.
/// </summary>
public sealed partial class ForeignIdsTests(TestHost host)
{
    /// <summary>
    /// A valid body for every route that takes one; <c>&lt;cus&gt;</c> is a placeholder for the id of a customer.
    /// </summary>
    internal static readonly Dictionary<string, string> Bodies = new()
    {
        ["POST /api_keys"] = """{"name": "Till", "scopes": ["products:read"]}""",
        ["POST /auth/step-up"] = """{"code": "123456"}""",
        ["POST /comments"] = """{"record_id": "<ord>", "text": "Ask <@<mem>> first"}""",
        ["PATCH /comments/{id}"] = """{"text": "Ask twice"}""",
        ["POST /customers"] = """{"name": "Bar"}""",
        ["PATCH /customers/{id}"] = """{"name": "Bar"}""",
        ["POST /invitations"] = """{"email": "new@people.example", "role": "member"}""",
        ["PUT /me/notification_preferences"] =
            """{"preferences": [{"kind": "mention", "in_app": true, "email": false}]}""",
        ["PATCH /organization"] = """{"name": "Mine"}""",
        ["PATCH /members/{id}"] = """{"role": "member"}""",
        ["POST /orders"] =
            """{"customer_id": "<cus>", "warehouse_id": "<whs>", "lines": [{"variant_id": "<var>", "quantity": 1}]}""",
        ["POST /orders/{id}/cancel"] = """{"reason": "Not wanted"}""",
        ["POST /orders/{id}/fulfill"] = """{"lines": [{"line_id": "<lin>", "quantity": 1}]}""",
        ["POST /products"] = """{"name": "Tea", "variants": [{"sku": "NEW-1", "price": {"amount": 1, "currency": "EUR"}}]}""",
        ["PATCH /products/{id}"] = """{"name": "Tea"}""",
        ["POST /roles"] = """{"name": "Day shift", "permissions": ["orders.read"]}""",
        ["PATCH /roles/{id}"] = """{"name": "Early shift"}""",
        ["POST /stock_adjustments"] = """{"variant_id": "<var>", "warehouse_id": "<whs>", "quantity": 1, "reason": "Found"}""",
        ["PATCH /stock_levels/{variant_id}/{warehouse_id}"] = """{"reorder_point": 5}""",
        ["POST /stock_transfers"] =
            """{"variant_id": "<var>", "from_warehouse_id": "<whs>", "to_warehouse_id": "<whs2>", "quantity": 1}""",
        ["POST /variants"] = """{"product_id": "<prd>", "sku": "NEW-2", "price": {"amount": 1, "currency": "EUR"}}""",
        ["PATCH /variants/{id}"] = """{"unit": "box"}""",
        ["POST /warehouses"] = """{"name": "Attic"}""",
        ["PATCH /warehouses/{id}"] = """{"name": "Attic"}""",
        ["POST /webhook_endpoints"] = """{"url": "https://hooks.example/in", "event_types": ["*"]}""",
        ["PATCH /webhook_endpoints/{id}"] = """{"description": "Mine"}""",
    };

    [Fact]
    public async Task Foreign_ids_get_the_same_response_as_nonexistent_ids()
    {
        var (acme, ours) = await host.WithEverythingAsync("Acme", "ACME");
        var (globex, theirs) = await host.WithEverythingAsync("Globex", "GLOBEX");
        using var http = acme.Http(acme.Key);
        var before = await FingerprintsAsync(globex.Id);
        var calls = 0;
        var findings = new List<string>();

        foreach (var route in host.ApiRoutes())
        {
            foreach (var (probe, unknown) in Probes(route, ours, theirs))
            {
                calls++;
                var response = await SendAsync(http, route, probe);
                var expected = await SendAsync(http, route, unknown);
                if (Normal(response) != Normal(expected))
                    findings.Add($"{route} with {probe} returns {response}, but {expected} for a nonexistent id");
                if (probe.Filter is null && response.Status < 400)
                    findings.Add($"{route} with {probe} succeeds: {response}");
                findings.AddRange(
                    theirs.In(response.Body, probe.ToString()).Select(word => $"{route} with {probe} reveals {word}"));
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings.Take(20)));
        Assert.True(calls > 800, $"Only {calls} requests were sent.");
        Assert.Equal(before, await FingerprintsAsync(globex.Id));
    }

    [Fact]
    public async Task Leaked_data_and_changed_rows_are_found()
    {
        var (globex, theirs) = await host.WithEverythingAsync("Globex", "GLOBEX");
        var before = await FingerprintsAsync(globex.Id);
        await using var change = host.Admin.CreateCommand(
            $"update warehouses set name = 'Taken' where organization_id = '{globex.Id}'");
        await change.ExecuteNonQueryAsync();

        Assert.NotEqual(before, await FingerprintsAsync(globex.Id));
        Assert.Equal([theirs.One("cus")], theirs.In($$"""{"customer_id": "{{theirs.One("cus")}}"}""", "GET /orders"));
        Assert.Equal(["GLOBEX-TEA"], theirs.In("GLOBEX-TEA is out of stock", theirs.One("var")));
        Assert.Empty(theirs.In($"{theirs.One("cus")} was not found", theirs.One("cus")));
    }

    [Fact]
    public void Every_route_with_a_body_has_a_valid_sample() =>
        Assert.Equal(
            host.ApiRoutes().Where(route => route.TakesBody).Select(route => route.Name).Order(StringComparer.Ordinal),
            Bodies.Keys.Order(StringComparer.Ordinal));

    /// <summary>A request with the placeholders of its path, body or filter filled in.</summary>
    sealed record Probe(string Path, string? Body, string? Filter = null)
    {
        public override string ToString() => $"{Path}{(Filter is null ? "" : $"?{Filter}")} {Body}";
    }

    static IEnumerable<(Probe Foreign, Probe Unknown)> Probes(ApiRoute route, SampleOrganization ours, SampleOrganization theirs)
    {
        var template = Bodies.GetValueOrDefault(route.Name);
        var body = template is null ? null : Tokens().Replace(template, token => ours.One(token.Groups[1].Value));

        foreach (Match place in ApiRoute.Places().Matches(route.Path))
        {
            var kind = route.KindAt(place.Groups[1].Value);
            foreach (var id in theirs.All)
                yield return (new(Fill(place.Value, id), body), new(Fill(place.Value, UnknownId(kind)), body));
        }

        foreach (Match token in Tokens().Matches(template ?? ""))
            foreach (var id in theirs.Ids[token.Groups[1].Value.TrimEnd('2')])
                yield return (new(Fill(), FillBody(token.Value, id)),
                    new(Fill(), FillBody(token.Value, UnknownId(token.Groups[1].Value.TrimEnd('2')))));

        foreach (var filter in route.Filters)
            foreach (var id in theirs.All.Append("GLOBEX-TEA"))
                yield return (new(Fill(), null, $"{filter}={id}"), new(Fill(), null,
                    $"{filter}={(id.Contains('_', StringComparison.Ordinal) ? UnknownId(id[..3]) : "NOBODY-TEA")}"));

        // One placeholder gets the given id, the others get ids of the own organization.
        string Fill(string? at = null, string id = "") =>
            ApiRoute.Places()
                .Replace(route.Path, place => place.Value == at ? id : ours.One(route.KindAt(place.Groups[1].Value)));

        string FillBody(string at, string id) =>
            Tokens().Replace(template!, token => token.Value == at ? id : ours.One(token.Groups[1].Value));
    }

    static string UnknownId(string kind) => TypeId.Format(kind, Guid.CreateVersion7());

    static async Task<(int Status, string Body)> SendAsync(HttpClient http, ApiRoute route, Probe probe)
    {
        using var request = new HttpRequestMessage(
            new(route.Method), $"{Api.Base}{probe.Path}{(probe.Filter is null ? "" : "?" + probe.Filter)}");
        if (probe.Body is not null)
            request.Content = new StringContent(probe.Body, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Removes what differs between calls: the ids that were sent and the request id.</summary>
    static (int, string) Normal((int Status, string Body) response) => (response.Status, SampleOrganization.AnyId()
        .Replace(RequestIds().Replace(response.Body, ""), "id").Replace("NOBODY-TEA", "GLOBEX-TEA", StringComparison.Ordinal));

    /// <summary>Hashes an organization's rows of every table, without the time at which its API key was last used.</summary>
    /// <summary>
    /// Hashes the rows of an organization, without the marks of handled events: another test can run the handlers of this
    /// organization's events at any time.
    /// </summary>
    async Task<string> FingerprintsAsync(Guid organization)
    {
        var tables = await host.ScalarAsync<string[]>("""
            select array_agg(relname::text order by relname)
            from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                and relname <> 'handled_events'
            """);
        var parts = tables.Select(table => $"""
            (select '{table} ' || count(*) || ' '
                || coalesce(md5(string_agg((to_jsonb(t) - 'last_used_at')::text, ',' order by to_jsonb(t)::text)), '')
            from {table} t where {(table == "organizations" ? "id" : "organization_id")} = '{organization}')
            """);
        return await host.ScalarAsync<string>($"select concat_ws(E'\\n', {string.Join(", ", parts)})");
    }

    [GeneratedRegex("<([a-z]{3}2?)>")]
    internal static partial Regex Tokens();

    [GeneratedRegex(@"""request_id"":""[^""]*""")]
    private static partial Regex RequestIds();
}
