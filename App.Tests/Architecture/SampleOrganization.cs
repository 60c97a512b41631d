using System.Text.RegularExpressions;
using App.Organizations;

namespace App.Tests.Architecture;

/// <summary>
/// The ids that an organization's own API key can read, by prefix, and texts that only this organization knows.
/// </summary>
sealed partial record SampleOrganization(IReadOnlyDictionary<string, string[]> Ids, IReadOnlyList<string> Words)
{
    public IEnumerable<string> All => Ids.Values.SelectMany(ids => ids);

    /// <summary>The first id with this prefix; <c>whs2</c> is the second warehouse.</summary>
    public string One(string token) =>
        token == "slug" ? Words[^1] : char.IsDigit(token[^1]) ? Ids[token[..^1]][1] : Ids[token][0];

    /// <summary>The ids and words that a response reveals, except those in the request.</summary>
    public IEnumerable<string> In(string response, string request) => All.Concat(Words)
        .Where(word => response.Contains(word, StringComparison.Ordinal) && !request.Contains(word, StringComparison.Ordinal));

    [GeneratedRegex(@"\b[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}\b")]
    public static partial Regex AnyId();
}

static class SampleOrganizationScenario
{
    /// <summary>Belong to people, so an API key cannot read them.</summary>
    internal static readonly string[] OfPeople =
        ["/me/sessions", "/me/notifications", "/me/notification_preferences", "/me/ownership_offer"];

    /// <summary>Creates an organization with at least one object of each kind.</summary>
    public static async Task<(TestOrganization, SampleOrganization)> WithEverythingAsync(
        this TestHost host, string name, string word, TimeProvider? clock = null)
    {
        var organization = await host.OrganizationAsync(name, clock);
        var scenario = await organization.SellsTeaAsync(10, $"{word}-TEA");
        await organization.OpensWarehouseAsync($"{word} cellar");
        await scenario.OrdersAsync(2);
        await organization.Owner.Get<InviteMember>().ExecuteAsync(new($"{word.ToLowerInvariant()}@people.example", Role.Member));
        await organization.Owner.Get<CreateRole>().ExecuteAsync(new($"{word} night shift", ["orders.read"]));
        var customer = await organization.Owner.Get<App.Customers.CreateCustomer>().ExecuteAsync(new($"{word} customer"));
        foreach (var text in new[] { "Ask first", "Ask again" })
            await organization.Key.Get<App.Comments.CreateComment>().ExecuteAsync(new(customer.Value.Id.ToString(), text));
        var endpoint = await organization.Owner.ListensAsync($"https://hooks.example/{word}");
        await using (var insert = host.Admin.CreateCommand($"""
            insert into webhook_deliveries (organization_id, id, event_id, event_type, endpoint_id, status, attempts,
                round_attempts, next_attempt_at, created_at)
            select organization_id, gen_random_uuid(), id, type, '{endpoint.Id.Value}', 'Delivered', 1, 1, now(), now()
            from outbox_messages where organization_id = '{organization.Id}'
            """))
            await insert.ExecuteNonQueryAsync();

        await using (var insert = host.Admin.CreateCommand($"""
            insert into security_events (organization_id, id, kind, count, first_at, last_at, hour, fold)
            values ('{organization.Id}', gen_random_uuid(), 'RateLimit', 1, now(), now(), now(), 'sample')
            """))
            await insert.ExecuteNonQueryAsync();

        var notification = await host.ScalarAsync<Guid>("""
            insert into notifications (organization_id, id, member_id, kind, record_id, record_label, source_id, actor_name,
                in_app, created_at, updated_at)
            values ($1, gen_random_uuid(), $2, 'Mention', $3, 'Customer', 'cmt_sample', 'Ana', true, now(), now())
            returning id
            """, organization.Id, organization.Owner.MemberId.Value, customer.Value.Id.ToString());

        using var http = organization.Http(organization.Key);
        var ids = new HashSet<string>();
        foreach (var list in host.ApiRoutes().Where(
            route => route.Method == "GET" && !route.Path.Contains('{', StringComparison.Ordinal)
                && !OfPeople.Contains(route.Path)))
            ids.UnionWith(
                SampleOrganization.AnyId().Matches(await http.GetStringAsync(Api.Base + list.Path)).Select(match => match.Value));
        ids.Add(TypeId.Format("ntf", notification)); // no key can list it
        foreach (var order in ids.Where(id => id.StartsWith("ord_", StringComparison.Ordinal)).ToList())
            ids.UnionWith(SampleOrganization.AnyId().Matches(await http.GetStringAsync($"{Api.Base}/orders/{order}"))
                .Select(match => match.Value));
        return (organization, new(ids.GroupBy(id => id[..3]).ToDictionary(group => group.Key, group => group.ToArray()),
            [$"{word}-TEA", $"{word} cellar", $"{word.ToLowerInvariant()}@people.example", organization.Slug]));
    }
}
