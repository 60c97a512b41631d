using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace App.Tests.Architecture;

/// <summary>
/// Walks every list of the API document, forwards and back, over rows with strange values. Lists are found in the document, and
/// the rows of their tables are copied with the model, so a new list is walked without a line here.
/// </summary>
public sealed class EveryListTests(TestHost host)
{
    /// <summary>Lists of one page: the sessions of one person.</summary>
    static readonly string[] OnePage = ["/api/v1/me/sessions", "/api/v1/storefront/{slug}/me/sessions"];

    /// <summary>The list of one person, which an API key cannot read.</summary>
    const string OfPerson = "/api/v1/me/notifications";

    static readonly string[] PageParameters = ["limit", "cursor", "sort", "updated_since"];

    /// <summary>Pairs are equal, or differ only in composition, case or number.</summary>
    static readonly string[] Strange =
    [
        new('茶', 200), string.Concat(Enumerable.Repeat("👩‍👩‍👧", 25)),
        "e\u0301\u0301\u0327", "é", "e\u0301", "E\u0301",
        "'\"\\%_%\\_",
        "שלום עולם", "\u202Eevil", "مرحبا", "10", "9", "09", "1e3", "½", "Ⅷ", "ﬀ", "ff",
        "ß", "SS", "İ", "ı", "equal", "equal",
        "\u200B",
        "\uFFFE", "\U0010FFFF", "~", " ", "a b", "a  b", "-", "_", "null", "🇩🇪", "🇩", "\u0001\u001F", "\uD7FF", "가",
        "\u1100\u1161",
        new('9', 200), new('0', 199),
    ];

    [Fact]
    public async Task Every_list_is_walked_forwards_and_back_whatever_its_rows_hold()
    {
        var (acme, _) = await host.WithEverythingAsync("Acme", "ACME");
        var rows = await MakeStrangeAsync(acme);
        Assert.True(rows > 300, $"Only {rows} rows could be added.");
        using var http = acme.Http(await acme.KeyAsync(AllScopes()));
        await http.GetStringAsync("/api/v1/me"); // the time of the key's first use is a change of the key
        await SettleAsync();
        var random = new Random(13);
        var faults = new List<string>();

        foreach (var (path, _, sorts) in (await ListsAsync(http))
            .Where(list => list.Path != OfPerson && !OnePage.Contains(list.Path)))
            foreach (var query in sorts.Select(sort => $"&sort={sort}")
                .Concat(["", "&updated_since=2001-02-03T04:05:06%2B05:30"]))
            {
                // one page of all rows: at most 100
                var whole = await ReadAsync(http, $"{path}?limit=100{query}");
                int[] limits = query.Length == 0 ? [1, random.Next(2, 8), random.Next(8, 40)] : [random.Next(3, 20)];
                foreach (var limit in limits)
                    faults.AddRange((await WalkAsync(cursor => ReadAsync(http,
                            $"{path}?limit={limit}{query}{(cursor is null ? "" : $"&cursor={cursor}")}"), whole.Ids))
                        .Select(fault => $"{path}?limit={limit}{query}: {fault}"));
                if (whole.Ids.Count < 2)
                    faults.Add($"{path}?{query} has only {whole.Ids.Count} elements: nothing is shown by a walk.");
            }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
    }

    [Theory]
    [InlineData("skips equal keys", "misses c")]
    [InlineData("repeats the edge", "shows b twice")]
    [InlineData("turns the way back around", "back is not the reverse")]
    [InlineData("never ends", "does not end")]
    public async Task A_faulty_walk_is_found(string fault, string finding)
    {
        string[] keys = ["1", "2", "2", "3"];
        string[] ids = ["a", "b", "c", "d"];
        Assert.Empty(await WalkAsync(cursor => Task.FromResult(Planted(cursor, "")), ids));

        var found = await WalkAsync(cursor => Task.FromResult(Planted(cursor, fault)), ids);

        Assert.Contains(found, text => text.Contains(finding, StringComparison.Ordinal));

        // pages of two
        Part Planted(string? cursor, string planted)
        {
            var back = cursor?.StartsWith('<') == true;
            var at = cursor is null ? 0 : int.Parse(cursor.AsSpan(1), CultureInfo.InvariantCulture);
            if (planted == "repeats the edge" && at == 2 && !back)
                at = 1;
            if (planted == "skips equal keys" && at > 0 && !back)
                while (at < keys.Length && keys[at] == keys[at - 1])
                    at++;
            var from = back ? Math.Max(0, at - 2) : at;
            var page = ids[from..Math.Min(from + 2, back ? at : ids.Length)];
            var next = planted == "never ends" ? ">2" : from + 2 < ids.Length ? $">{from + 2}" : null;
            return new(back && planted == "turns the way back around" ? [.. page.Reverse()] : page, next is not null, next,
                from > 0 ? $"<{from}" : null);
        }
    }

    [Fact]
    public async Task Every_list_has_the_parameters_of_a_page()
    {
        using var http = host.Http();

        var lists = await ListsAsync(http);

        Assert.True(lists.Count > 12, $"Only {lists.Count} lists were found.");
        Assert.Empty(Incomplete(lists));
    }

    [Fact]
    public void A_list_without_a_parameter_is_found() => Assert.Equal(
        ["/api/v1/teapots lacks updated_since"],
        Incomplete([
            new("/api/v1/teapots", ["limit", "cursor", "sort", "q"], []), new("/api/v1/cups", PageParameters, []),
        ]));

    static IEnumerable<string> Incomplete(IEnumerable<ApiList> lists) =>
        from list in lists
        where !OnePage.Contains(list.Path)
        from missing in PageParameters.Except(list.Parameters)
        select $"{list.Path} lacks {missing}";

    IEnumerable<string> AllScopes() =>
        ((PermissionCatalog)host.Services.GetService(typeof(PermissionCatalog))!).Scopes;

    /// <summary>A list of the API with its query parameters and the values of <c>sort</c>.</summary>
    sealed record ApiList(string Path, string[] Parameters, string[] Sorts);

    /// <summary>GET operations whose response has <c>data</c> and <c>has_more</c>.</summary>
    static async Task<List<ApiList>> ListsAsync(HttpClient http)
    {
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        return [.. from path in document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            where method.Name == "get" && IsList(document, method.Value)
            select new ApiList(path.Name, ParametersOf(method.Value), SortsOf(method.Value))];
    }

    static bool IsList(JsonElement document, JsonElement operation)
    {
        var schema = operation.GetProperty("responses").GetProperty("200").GetProperty("content")
            .GetProperty("application/json").GetProperty("schema");
        if (schema.TryGetProperty("$ref", out var reference))
            schema = Schema.Resolve(document, reference.GetString()!);
        return schema.TryGetProperty("properties", out var members) && members.TryGetProperty("data", out _)
            && members.TryGetProperty("has_more", out _);
    }

    static string[] SortsOf(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters)
        ? [.. parameters.EnumerateArray().Where(one => one.GetProperty("name").GetString() == "sort")
            .SelectMany(one => one.GetProperty("schema").GetProperty("enum").EnumerateArray())
            .Select(value => value.GetString()!)]
        : [];

    static string[] ParametersOf(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters)
        ? [.. parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query")
            .Select(one => one.GetProperty("name").GetString()!)]
        : [];

    /// <summary>A page: its elements, whether more follow, and its cursors.</summary>
    sealed record Part(IReadOnlyList<string> Ids, bool HasMore, string? Next, string? Previous);

    static async Task<Part> ReadAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path} returns {(int)response.StatusCode} {text}");
        var page = JsonDocument.Parse(text).RootElement;
        return new([.. page.GetProperty("data").EnumerateArray().Select(NameOf)], page.GetProperty("has_more").GetBoolean(),
            page.GetProperty("next_cursor").GetString(), page.GetProperty("previous_cursor").GetString());
    }

    /// <summary>What identifies an element: its id, or its variant and warehouse.</summary>
    static string NameOf(JsonElement element) => element.TryGetProperty("id", out var id)
        ? id.GetString()!
        : $"{element.GetProperty("variant_id")} {element.GetProperty("warehouse_id")}";

    /// <summary>The faults of a walk to the end and back.</summary>
    static async Task<IReadOnlyList<string>> WalkAsync(Func<string?, Task<Part>> read, IReadOnlyList<string> expected)
    {
        var faults = new List<string>();
        var forwards = new List<string>();
        var part = await read(null);
        forwards.AddRange(part.Ids);
        while (part.HasMore && forwards.Count <= 2 * expected.Count)
        {
            part = await read(part.Next);
            forwards.AddRange(part.Ids);
        }
        if (part.HasMore)
            return [$"does not end after {forwards.Count} elements"];
        faults.AddRange(expected.Except(forwards).Select(id => $"misses {id}"));
        faults.AddRange(forwards.CountBy(id => id).Where(pair => pair.Value > 1).Select(pair => $"shows {pair.Key} twice"));
        if (faults.Count == 0 && !forwards.SequenceEqual(expected))
            faults.Add("has another order than one large page");

        var back = part.Ids.ToList();
        while (part.Previous is not null && back.Count <= 2 * expected.Count)
        {
            part = await read(part.Previous);
            back.InsertRange(0, part.Ids);
        }
        if (!back.SequenceEqual(forwards))
            faults.Add($"back is not the reverse: {back.Count} instead of {forwards.Count} elements, or another order");
        return faults;
    }

    /// <summary>
    /// Copies a row of every listed table once for each strange text, and returns the number of rows added. Texts by which people
    /// sort get the strange text, texts of unique keys another one; a copy that a constraint refuses is left out.
    /// </summary>
    async Task<int> MakeStrangeAsync(TestOrganization acme)
    {
        await using var db = host.Behind(acme.Id);
        var added = 0;
        foreach (var entity in db.GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(ListedTables.IsListed))
            for (var n = 0; n < Strange.Length; n++)
                added += await CopyAsync(acme, entity, n);
        await using var levels = host.Admin.CreateCommand($"""
            insert into stock_levels (organization_id, id, variant_id, warehouse_id, on_hand, reserved, updated_at)
            select v.organization_id, gen_random_uuid(), v.id, w.id, 1, 0, now()
            from variants v join warehouses w using (organization_id)
            where v.organization_id = '{acme.Id}'
                and w.id = (select min(id::text)::uuid from warehouses where organization_id = '{acme.Id}')
            on conflict do nothing
            """);
        return added + await levels.ExecuteNonQueryAsync();
    }

    async Task<int> CopyAsync(TestOrganization acme, IEntityType entity, int n)
    {
        var properties = entity.GetFlattenedProperties()
            .Where(property => property.GetComputedColumnSql() is null && property.GetColumnName() is not "sequence").ToList();
        var values = properties.Select(property => ValueOf(entity, property, n));
        await using var copy = host.Admin.CreateCommand($"""
            insert into {entity.GetSchemaQualifiedTableName()} ({string.Join(", ",
                properties.Select(property => property.GetColumnName()))})
            select {string.Join(", ", values)} from {entity.GetSchemaQualifiedTableName()} where organization_id = $1 limit 1
            on conflict do nothing
            """);
        copy.Parameters.Add(new() { Value = acme.Id });
        copy.Parameters.Add(new() { Value = Strange[n] });
        copy.Parameters.Add(new() { Value = $"key {n}" });
        try
        {
            return await copy.ExecuteNonQueryAsync();
        }
        catch (Npgsql.PostgresException failure) when (failure.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            return 0; // a check or a foreign key does not allow copies
        }
    }

    static string ValueOf(IEntityType entity, IProperty property, int n)
    {
        var column = property.GetColumnName();
        if (column == "id")
            return "gen_random_uuid()";
        if (property.GetDefaultValueSql() is { } byDefault)
            return byDefault;
        if (property.ClrType == typeof(bool))
            return "false";
        if (property.ClrType == typeof(string) && property.GetCollation() is not null && !property.IsNullable)
            return $"left($2::text, {property.GetMaxLength()})";
        var isUnique = entity.GetIndexes().Any(index => index.IsUnique && index.Properties.Contains(property));
        if (isUnique && property.ClrType == typeof(string))
            return $"$3::text";
        return isUnique && property.ClrType == typeof(long) ? $"{n + 90_000}" : $"{column}";
    }

    /// <summary>Waits until every transaction that ran when the rows were added has ended, so lists by update show all of
    /// them.</summary>
    async Task SettleAsync()
    {
        var last = await host.ScalarAsync<string>("select pg_current_xact_id()::text");
        while (!await host.ScalarAsync<bool>("select $1::text::xid8 < pg_snapshot_xmin(pg_current_snapshot())", last))
            await Task.Yield();
    }
}
