using App.Comments;

namespace App.Tests.Comments;

/// <summary>Comments are listed by record, and only those on records that the caller may view.</summary>
public sealed class ListCommentsTests(TestHost host)
{
    [Fact]
    public async Task A_list_contains_only_comments_on_records_that_the_caller_may_view()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();
        var endpoint = await acme.Owner.ListensAsync("https://hooks.example/in");
        await acme.Owner.Get<CreateComment>().ExecuteAsync(new(cafe, "On the customer"));
        await acme.Owner.Get<CreateComment>().ExecuteAsync(new(endpoint.Id.ToString(), "On the endpoint"));

        Assert.Equal(["On the endpoint", "On the customer"], await TextsAsync(acme.Owner, null));
        Assert.Equal(["On the customer"], await TextsAsync(acme.Member, null));
        Assert.Equal(["On the customer"], await TextsAsync(acme.Owner, cafe));
        Assert.Empty(await TextsAsync(acme.Member, endpoint.Id.ToString()));
    }

    static async Task<IEnumerable<string>> TextsAsync(TestActor reader, string? record) =>
        (await reader.Get<ListComments>().ExecuteAsync(new(new PageRequest(), record))).Value.Data.Select(one => one.Text);
}
