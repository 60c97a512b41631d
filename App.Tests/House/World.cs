using System.Text.RegularExpressions;
using App.Organizations;
using App.Platform;
using App.Tests.Inventory;
using App.Tests.Orders;
using App.Tests.Webhooks;

namespace App.Tests.HouseRules;

/// <summary>What an organization's own key finds there: ids by their prefix, and words that only this organization knows.</summary>
sealed partial record World(IReadOnlyDictionary<string, string[]> Ids, IReadOnlyList<string> Words)
{
    public IEnumerable<string> All => Ids.Values.SelectMany(ids => ids);

    /// <summary><c>whs2</c> is a second warehouse.</summary>
    public string One(string token) => token == "slug" ? Words[^1] : char.IsDigit(token[^1]) ? Ids[token[..^1]][1] : Ids[token][0];

    /// <summary>What of this world an answer tells, other than what the question said itself.</summary>
    public IEnumerable<string> In(string answer, string question) => All.Concat(Words).Where(word => answer.Contains(word, StringComparison.Ordinal) && !question.Contains(word, StringComparison.Ordinal));

    [GeneratedRegex(@"\b[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}\b")]
    public static partial Regex AnyId();
}

static class WorldStory
{
    /// <summary>Of people, not of organizations: a key finds nothing there.</summary>
    const string OfPeople = "/me/sessions";

    /// <summary>An organization with at least one of everything.</summary>
    public static async Task<(TestOrganization, World)> WithEverythingAsync(this TestHouse house, string name, string word, TimeProvider? clock = null)
    {
        var organization = await house.OrganizationAsync(name, clock);
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
        foreach (var list in house.ApiRoutes().Where(route => route.Method == "GET" && !route.Path.Contains('{', StringComparison.Ordinal) && route.Path != OfPeople))
            ids.UnionWith(World.AnyId().Matches(await http.GetStringAsync(Api.Base + list.Path)).Select(match => match.Value));
        foreach (var order in ids.Where(id => id.StartsWith("ord_", StringComparison.Ordinal)).ToList())
            ids.UnionWith(World.AnyId().Matches(await http.GetStringAsync($"{Api.Base}/orders/{order}")).Select(match => match.Value));
        return (organization, new(ids.GroupBy(id => id[..3]).ToDictionary(group => group.Key, group => group.ToArray()), [$"{word}-TEA", $"{word} cellar", $"{word.ToLowerInvariant()}@people.example", organization.Slug]));
    }
}
