using App.Comments;

namespace App.Tests.Comments;

/// <summary>A deleted comment is gone, except from the audit log.</summary>
public sealed class DeleteCommentTests(TestHost host)
{
    [Fact]
    public async Task The_author_deletes_a_comment()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();
        var comment = (await acme.Member.Get<CreateComment>().ExecuteAsync(new(cafe, "They pay late."))).Value;

        Assert.Null((await acme.Member.Get<DeleteComment>().ExecuteAsync(new(comment.Id))).Problem);

        Assert.Equal(404, (await acme.Member.Get<GetComment>().ExecuteAsync(new(comment.Id))).Problem!.Status);
        Assert.Empty((await acme.Member.Get<ListComments>().ExecuteAsync(new(new PageRequest(), cafe))).Value.Data);
        Assert.Equal("comment.deleted", (await acme.AnnouncedAsync())[^1]);
        Assert.Equal("They pay late.", await host.ScalarAsync<string>(
            "select before ->> 'text' from audit_entries where action = 'comment.delete' and entity_id = $1",
            comment.Id.ToString()));
    }
}
