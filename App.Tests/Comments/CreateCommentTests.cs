using App.Comments;
using App.Customers;
using App.Orders;

namespace App.Tests.Comments;

/// <summary>Tests who can comment on a record, which records have comments, and which members a comment can mention.</summary>
public sealed class CreateCommentTests(TestHost host)
{
    [Fact]
    public async Task A_comment_shows_its_author_and_the_members_it_mentions_with_their_names()
    {
        var acme = await host.OrganizationAsync();
        var cafe = await acme.KnowsCafeAsync();

        var comment = (await acme.Member.Get<CreateComment>().ExecuteAsync(
            new(cafe.ToString(), $" <@{acme.Owner.MemberId}>, they pay late.\nAgain. "))).Value;

        Assert.Equal($"<@{acme.Owner.MemberId}>, they pay late.\nAgain.", comment.Text);
        Assert.Equal((ActorKind.Member, $"Member of {acme.Slug}"), (comment.Author.Kind, comment.Author.Name));
        Assert.Equal([new(acme.Owner.MemberId, $"Owner of {acme.Slug}")], comment.Mentions);
        Assert.Null(comment.EditedAt);
        Assert.Equal(["customer.create", "comment.create"], await acme.AuditedAsync());
        Assert.Equal(["customer.created", "comment.created"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task Every_kind_of_record_with_a_page_can_be_commented_on()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(5);
        var order = (await trade.OrdersAsync(1)).Value;
        var endpoint = await acme.Owner.ListensAsync("https://hooks.example/in");
        var variant = (await acme.Owner.Get<App.Catalog.GetVariant>().ExecuteAsync(new(trade.Tea))).Value;
        string[] records =
        [
            order.Id.ToString(), order.CustomerId.ToString(), order.WarehouseId.ToString(), variant.Id.ToString(),
            variant.ProductId.ToString(), endpoint.Id.ToString(), acme.Admin.MemberId.ToString(), acme.Key.KeyId.ToString(),
        ];

        foreach (var record in records)
            Assert.Null((await acme.Owner.Get<CreateComment>().ExecuteAsync(new(record, "Seen"))).Problem);

        Assert.Equal(
            records.Select(record => record[..3]).Order(StringComparer.Ordinal),
            Features.All.SelectMany(feature => feature.RecordPages).Select(page => page.Prefix).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_record_that_the_author_may_not_view_is_not_found()
    {
        var acme = await host.OrganizationAsync();
        var endpoint = await acme.Owner.ListensAsync("https://hooks.example/in");
        var cafe = await acme.KnowsCafeAsync();
        var withoutCustomers = await acme.KeyAsync("comments:read", "comments:write");

        var ofAdmins = await acme.Member.Get<CreateComment>().ExecuteAsync(new(endpoint.Id.ToString(), "Seen"));
        var ofKey = await withoutCustomers.Get<CreateComment>().ExecuteAsync(new(cafe.ToString(), "Seen"));

        Assert.Equal(404, ofAdmins.Problem!.Status);
        Assert.Equal(404, ofKey.Problem!.Status);
    }

    [Fact]
    public async Task A_record_of_another_organization_is_not_found()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var cafe = await globex.KnowsCafeAsync();

        var refused = await acme.Owner.Get<CreateComment>().ExecuteAsync(new(cafe.ToString(), "Seen"));

        Assert.Equal(404, refused.Problem!.Status);
    }

    [Fact]
    public async Task Somebody_who_is_not_a_member_cannot_be_mentioned()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var cafe = await acme.KnowsCafeAsync();

        var refused = await acme.Owner.Get<CreateComment>().ExecuteAsync(
            new(cafe.ToString(), $"<@{globex.Owner.MemberId}> knows them"));

        Assert.Equal("unknown_member", Assert.IsType<Problem.Invalid>(refused.Problem).Errors.Single().Code);
    }

    [Theory]
    [InlineData("", "required")]
    [InlineData(" \n ", "required")]
    public async Task A_comment_without_text_is_refused(string text, string code)
    {
        var acme = await host.OrganizationAsync();

        var refused = await acme.Owner.Get<CreateComment>().ExecuteAsync(new("cus_", text));

        Assert.Equal(code, Assert.IsType<Problem.Invalid>(refused.Problem).Errors.Single().Code);
    }

    [Fact]
    public async Task A_comment_has_up_to_4000_characters()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();

        Assert.Null((await acme.Owner.Get<CreateComment>().ExecuteAsync(new(cafe, new('x', 4000)))).Problem);
        Assert.Equal("text", (await acme.Owner.Get<CreateComment>().ExecuteAsync(new(cafe, new('x', 4001)))).Problem!.Param);
    }
}
