using System.Text.RegularExpressions;
using App.Platform;

namespace App.Tests.HouseRules;

/// <summary>
/// A key of one organization against every id of another, at every place where the API takes an id: path, query and body of every route
/// there is. Each answer is the one that an id nobody has gets; nothing is read, changed or hinted.
/// </summary>
public sealed partial class ForeignIdsTests(TestHouse house)
{
    /// <summary>A sound body for every route that takes one; <c>&lt;cus&gt;</c> stands for the id of a customer.</summary>
    static readonly Dictionary<string, string> Bodies = new()
    {
        ["POST /api_keys"] = """{"name": "Till", "scopes": ["products:read"]}""",
        ["POST /auth/step-up"] = """{"code": "123456"}""",
        ["POST /customers"] = """{"name": "Bar"}""",
        ["PATCH /customers/{id}"] = """{"name": "Bar"}""",
        ["POST /invitations"] = """{"email": "new@people.example", "role": "member"}""",
        ["PATCH /members/{id}"] = """{"role": "member"}""",
        ["POST /orders"] = """{"customer_id": "<cus>", "warehouse_id": "<whs>", "lines": [{"variant_id": "<var>", "quantity": 1}]}""",
        ["POST /orders/{id}/cancel"] = """{"reason": "Not wanted"}""",
        ["POST /orders/{id}/fulfill"] = """{"lines": [{"line_id": "<lin>", "quantity": 1}]}""",
        ["POST /products"] = """{"name": "Tea", "variants": [{"sku": "NEW-1", "price": {"amount": 1, "currency": "EUR"}}]}""",
        ["PATCH /products/{id}"] = """{"name": "Tea"}""",
        ["POST /stock_adjustments"] = """{"variant_id": "<var>", "warehouse_id": "<whs>", "quantity": 1, "reason": "Found"}""",
        ["PATCH /stock_levels/{variant_id}/{warehouse_id}"] = """{"reorder_point": 5}""",
        ["POST /stock_transfers"] = """{"variant_id": "<var>", "from_warehouse_id": "<whs>", "to_warehouse_id": "<whs2>", "quantity": 1}""",
        ["POST /variants"] = """{"product_id": "<prd>", "sku": "NEW-2", "price": {"amount": 1, "currency": "EUR"}}""",
        ["PATCH /variants/{id}"] = """{"unit": "box"}""",
        ["POST /warehouses"] = """{"name": "Attic"}""",
        ["PATCH /warehouses/{id}"] = """{"name": "Attic"}""",
        ["POST /webhook_endpoints"] = """{"url": "https://hooks.example/in", "event_types": ["*"]}""",
        ["PATCH /webhook_endpoints/{id}"] = """{"description": "Mine"}""",
    };

    [Fact]
    public async Task Every_id_of_another_organization_is_an_id_that_nobody_has()
    {
        var (acme, ours) = await house.WithEverythingAsync("Acme", "ACME");
        var (globex, theirs) = await house.WithEverythingAsync("Globex", "GLOBEX");
        using var http = acme.Http(acme.Key);
        var (before, calls, findings) = (await FingerprintsAsync(globex.Id), 0, new List<string>());

        foreach (var route in house.ApiRoutes())
        {
            foreach (var (question, unknown) in Questions(route, ours, theirs))
            {
                calls++;
                var answer = await AskAsync(http, route, question);
                var expected = await AskAsync(http, route, unknown);
                if (Normal(answer) != Normal(expected))
                    findings.Add($"{route} with {question} answers {answer}, and {expected} to an id nobody has");
                if (question.Filter is null && answer.Status < 400)
                    findings.Add($"{route} with {question} succeeds: {answer}");
                findings.AddRange(theirs.In(answer.Body, question.ToString()).Select(word => $"{route} with {question} tells {word}"));
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings.Take(20)));
        Assert.True(calls > 800, $"Only {calls} questions were asked.");
        Assert.Equal(before, await FingerprintsAsync(globex.Id));
    }

    [Fact]
    public async Task An_answer_that_tells_something_and_a_changed_row_are_seen()
    {
        var (globex, theirs) = await house.WithEverythingAsync("Globex", "GLOBEX");
        var before = await FingerprintsAsync(globex.Id);
        await using var change = house.Admin.CreateCommand($"update warehouses set name = 'Taken' where organization_id = '{globex.Id}'");
        await change.ExecuteNonQueryAsync();

        Assert.NotEqual(before, await FingerprintsAsync(globex.Id));
        Assert.Equal([theirs.One("cus")], theirs.In($$"""{"customer_id": "{{theirs.One("cus")}}"}""", "GET /orders"));
        Assert.Equal(["GLOBEX-TEA"], theirs.In("GLOBEX-TEA is out of stock", theirs.One("var")));
        Assert.Empty(theirs.In($"{theirs.One("cus")} was not found", theirs.One("cus")));
    }

    [Fact]
    public void Every_route_with_a_body_has_a_sound_one_here() =>
        Assert.Equal(house.ApiRoutes().Where(route => route.TakesBody).Select(route => route.Name).Order(StringComparer.Ordinal), Bodies.Keys.Order(StringComparer.Ordinal));

    /// <summary>What is asked: a filled path, a filled body, or a filter.</summary>
    sealed record Question(string Path, string? Body, string? Filter = null)
    {
        public override string ToString() => $"{Path}{(Filter is null ? "" : $"?{Filter}")} {Body}";
    }

    static IEnumerable<(Question Foreign, Question Unknown)> Questions(ApiRoute route, World ours, World theirs)
    {
        var template = Bodies.GetValueOrDefault(route.Name);
        var body = template is null ? null : Tokens().Replace(template, token => ours.One(token.Groups[1].Value));

        foreach (Match place in ApiRoute.Places().Matches(route.Path))
        {
            var kind = route.KindAt(place.Groups[1].Value);
            foreach (var id in theirs.All)
                yield return (new(Fill(place.Value, id), body), new(Fill(place.Value, Nobody(kind)), body));
        }

        foreach (Match token in Tokens().Matches(template ?? ""))
            foreach (var id in theirs.Ids[token.Groups[1].Value.TrimEnd('2')])
                yield return (new(Fill(), Put(token.Value, id)), new(Fill(), Put(token.Value, Nobody(token.Groups[1].Value.TrimEnd('2')))));

        foreach (var filter in route.Filters)
            foreach (var id in theirs.All.Append("GLOBEX-TEA"))
                yield return (new(Fill(), null, $"{filter}={id}"), new(Fill(), null, $"{filter}={(id.Contains('_', StringComparison.Ordinal) ? Nobody(id[..3]) : "NOBODY-TEA")}"));

        // One place is filled as told, the others with ids of our own.
        string Fill(string? at = null, string id = "") =>
            ApiRoute.Places().Replace(route.Path, place => place.Value == at ? id : ours.One(route.KindAt(place.Groups[1].Value)));

        string Put(string at, string id) => Tokens().Replace(template!, token => token.Value == at ? id : ours.One(token.Groups[1].Value));
    }

    static string Nobody(string kind) => TypeId.Format(kind, Guid.CreateVersion7());

    static async Task<(int Status, string Body)> AskAsync(HttpClient http, ApiRoute route, Question question)
    {
        using var request = new HttpRequestMessage(new(route.Method), $"{Api.Base}{question.Path}{(question.Filter is null ? "" : "?" + question.Filter)}");
        if (question.Body is not null)
            request.Content = new StringContent(question.Body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Without what differs from call to call: ids that were sent and the request's own.</summary>
    static (int, string) Normal((int Status, string Body) answer) => (answer.Status, World.AnyId().Replace(RequestIds().Replace(answer.Body, ""), "id").Replace("NOBODY-TEA", "GLOBEX-TEA", StringComparison.Ordinal));

    /// <summary>Of every table's rows of an organization. When its key was used last is not its data.</summary>
    async Task<string> FingerprintsAsync(Guid organization)
    {
        var tables = await house.ScalarAsync<string[]>("select array_agg(relname::text order by relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'");
        var parts = tables.Select(table => $"(select '{table} ' || count(*) || ' ' || coalesce(md5(string_agg((to_jsonb(t) - 'last_used_at')::text, ',' order by to_jsonb(t)::text)), '') from {table} t where {(table == "organizations" ? "id" : "organization_id")} = '{organization}')");
        return await house.ScalarAsync<string>($"select concat_ws(E'\\n', {string.Join(", ", parts)})");
    }

    [GeneratedRegex("<([a-z]{3}2?)>")]
    private static partial Regex Tokens();

    [GeneratedRegex(@"""request_id"":""[^""]*""")]
    private static partial Regex RequestIds();
}
