using App.Comments;

namespace App.Tests.Comments;

/// <summary>The choice of members while a comment is written.</summary>
public sealed class ListMentionableTests(TestHost host)
{
    [Fact]
    public async Task Members_are_found_by_a_part_of_their_name()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();

        Assert.Equal([$"Admin of {acme.Slug}"], await NamesAsync(acme, cafe, "adm"));
        Assert.Equal(3, (await NamesAsync(acme, cafe, "of")).Count());
        Assert.Empty(await NamesAsync(acme, cafe, "nobody"));
    }

    [Fact]
    public async Task Members_who_may_not_view_the_record_are_not_offered()
    {
        var acme = await host.OrganizationAsync();
        var endpoint = await acme.Owner.ListensAsync("https://hooks.example/in");

        Assert.Equal([$"Admin of {acme.Slug}", $"Owner of {acme.Slug}"], await NamesAsync(acme, endpoint.Id.ToString(), ""));
    }

    static async Task<IEnumerable<string>> NamesAsync(TestOrganization acme, string record, string q) =>
        (await acme.Owner.Get<ListMentionable>().ExecuteAsync(new(record, q))).Value.Members.Select(member => member.Name);
}
