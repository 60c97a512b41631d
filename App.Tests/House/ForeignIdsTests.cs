using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using App.ApiKeys;
using App.Organizations;
using App.Platform;
using App.Tests.Customers;
using App.Tests.Inventory;
using App.Tests.Orders;
using App.Tests.Webhooks;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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

    sealed record Route(string Method, string Path, bool TakesBody, IReadOnlyList<string> Filters)
    {
        public string Name => $"{Method} {Path}";
        public override string ToString() => Name;
    }

    /// <summary>Ids by their prefix, and words that only one organization knows.</summary>
    sealed record World(IReadOnlyDictionary<string, string[]> Ids, IReadOnlyList<string> Words)
    {
        public IEnumerable<string> All => Ids.Values.SelectMany(ids => ids);

        /// <summary><c>whs2</c> is a second warehouse.</summary>
        public string One(string token) => char.IsDigit(token[^1]) ? Ids[token[..^1]][1] : Ids[token][0];

        /// <summary>What of this world an answer tells, other than what the question said itself.</summary>
        public IEnumerable<string> In(string answer, string question) => All.Concat(Words).Where(word => answer.Contains(word, StringComparison.Ordinal) && !question.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_id_of_another_organization_is_an_id_that_nobody_has()
    {
        var (acme, ours) = await FoundAsync("Acme", "ACME");
        var (globex, theirs) = await FoundAsync("Globex", "GLOBEX");
        using var http = acme.Http(acme.Key);
        var (before, calls, findings) = (await FingerprintsAsync(globex.Id), 0, new List<string>());

        foreach (var route in Routes())
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
        var (globex, theirs) = await FoundAsync("Globex", "GLOBEX");
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
        Assert.Equal(Routes().Where(route => route.TakesBody).Select(route => route.Name).Order(StringComparer.Ordinal), Bodies.Keys.Order(StringComparer.Ordinal));

    /// <summary>What is asked: a filled path, a filled body, or a filter.</summary>
    sealed record Question(string Path, string? Body, string? Filter = null)
    {
        public override string ToString() => $"{Path}{(Filter is null ? "" : $"?{Filter}")} {Body}";
    }

    static IEnumerable<(Question Foreign, Question Unknown)> Questions(Route route, World ours, World theirs)
    {
        var template = Bodies.GetValueOrDefault(route.Name);
        var body = template is null ? null : Tokens().Replace(template, token => ours.One(token.Groups[1].Value));

        foreach (Match place in Places().Matches(route.Path))
        {
            var kind = KindOf(route.Path, place.Groups[1].Value);
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
            Places().Replace(route.Path, place => place.Value == at ? id : ours.One(KindOf(route.Path, place.Groups[1].Value)));

        string Put(string at, string id) => Tokens().Replace(template!, token => token.Value == at ? id : ours.One(token.Groups[1].Value));
    }

    static string KindOf(string path, string place) => place switch
    {
        "variant_id" => "var",
        "warehouse_id" => "whs",
        _ => path.Split('/')[1] switch
        {
            "api_keys" => "key", "audit_entries" => "aud", "customers" => "cus", "events" => "evt", "invitations" => "inv", "members" => "mem", "orders" => "ord", "products" => "prd",
            "stock_movements" => "mov", "variants" => "var", "warehouses" => "whs", "webhook_deliveries" => "del", "webhook_endpoints" => "whe",
            var other => throw new InvalidOperationException($"Of which kind are the ids of {other}?"),
        },
    };

    static string Nobody(string kind) => TypeId.Format(kind, Guid.CreateVersion7());

    IEnumerable<Route> Routes() =>
        from endpoint in house.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = endpoint.RoutePattern.RawText!.TrimEnd('/')
        where path.StartsWith(Api.Base, StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        orderby method != "GET", method == "DELETE"
        select new Route(method, path[Api.Base.Length..], endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null, [.. FiltersOf(endpoint)]);

    static IEnumerable<string> FiltersOf(RouteEndpoint endpoint) =>
        from parameter in endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []
        let query = parameter.GetCustomAttributes(false).OfType<IFromQueryMetadata>().FirstOrDefault()
        where query is not null && parameter.Name is not ("limit" or "cursor") && Nullable.GetUnderlyingType(parameter.ParameterType) != typeof(bool)
        select query.Name ?? SnakeCase.From(parameter.Name!);

    static async Task<(int Status, string Body)> AskAsync(HttpClient http, Route route, Question question)
    {
        using var request = new HttpRequestMessage(new(route.Method), $"{Api.Base}{question.Path}{(question.Filter is null ? "" : "?" + question.Filter)}");
        if (question.Body is not null)
            request.Content = new StringContent(question.Body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Without what differs from call to call: ids that were sent and the request's own.</summary>
    static (int, string) Normal((int Status, string Body) answer) => (answer.Status, AnyId().Replace(RequestIds().Replace(answer.Body, ""), "id").Replace("NOBODY-TEA", "GLOBEX-TEA", StringComparison.Ordinal));

    /// <summary>An organization with at least one of everything.</summary>
    async Task<(TestOrganization, World)> FoundAsync(string name, string word)
    {
        var organization = await house.OrganizationAsync(name);
        var trade = await organization.SellsTeaAsync(10, $"{word}-TEA");
        await organization.OpensWarehouseAsync($"{word} cellar");
        await trade.OrdersAsync(2);
        await organization.Owner.Get<InviteMember>().ExecuteAsync(new($"{word.ToLowerInvariant()}@people.example", Role.Member));
        var endpoint = await organization.Owner.ListensAsync($"https://hooks.example/{word}");
        await using (var plant = house.Admin.CreateCommand($"""
            insert into webhook_deliveries (organization_id, id, event_id, event_type, endpoint_id, status, attempts, round_attempts, next_attempt_at, created_at)
            select organization_id, gen_random_uuid(), id, type, '{endpoint.Id.Value}', 'Delivered', 1, 1, now(), now() from outbox_messages where organization_id = '{organization.Id}'
            """))
            await plant.ExecuteNonQueryAsync();

        using var http = organization.Http(organization.Key);
        var ids = new HashSet<string>();
        foreach (var list in Routes().Where(route => route.Method == "GET" && !route.Path.Contains('{', StringComparison.Ordinal)))
            ids.UnionWith(AnyId().Matches((await AskAsync(http, list, new(list.Path, null))).Body).Select(match => match.Value));
        foreach (var order in ids.Where(id => id.StartsWith("ord_", StringComparison.Ordinal)).ToList())
            ids.UnionWith(AnyId().Matches(await http.GetStringAsync($"{Api.Base}/orders/{order}")).Select(match => match.Value));
        return (organization, new(ids.GroupBy(id => id[..3]).ToDictionary(group => group.Key, group => group.ToArray()), [$"{word}-TEA", $"{word} cellar", $"{word.ToLowerInvariant()}@people.example", organization.Slug]));
    }

    /// <summary>Of every table's rows of an organization. When its key was used last is not its data.</summary>
    async Task<string> FingerprintsAsync(Guid organization)
    {
        var tables = await house.ScalarAsync<string[]>("select array_agg(relname::text order by relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'");
        var parts = tables.Select(table => $"(select '{table} ' || count(*) || ' ' || coalesce(md5(string_agg((to_jsonb(t) - 'last_used_at')::text, ',' order by to_jsonb(t)::text)), '') from {table} t where {(table == "organizations" ? "id" : "organization_id")} = '{organization}')");
        return await house.ScalarAsync<string>($"select concat_ws(E'\\n', {string.Join(", ", parts)})");
    }

    [GeneratedRegex("<([a-z]{3}2?)>")]
    private static partial Regex Tokens();

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Places();

    [GeneratedRegex(@"\b[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}\b")]
    private static partial Regex AnyId();

    [GeneratedRegex(@"""request_id"":""[^""]*""")]
    private static partial Regex RequestIds();
}
