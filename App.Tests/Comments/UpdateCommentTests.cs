using App.Comments;
using App.Organizations;

namespace App.Tests.Comments;

/// <summary>Only the author edits and deletes a comment.</summary>
public sealed class UpdateCommentTests(TestHost host)
{
    [Fact]
    public async Task An_edited_comment_says_so_and_the_audit_log_has_both_texts()
    {
        var acme = await host.OrganizationAsync();
        var comment = await WriteAsync(acme, "They pay late.");

        var edited = (await acme.Member.Get<UpdateComment>().ExecuteAsync(new(comment.Id, new("They pay.")))).Value;

        Assert.Equal("They pay.", edited.Text);
        Assert.NotNull(edited.EditedAt);
        Assert.Equal(["They pay late.", "They pay."], await host.ScalarAsync<string[]>(
            "select array[before ->> 'text', after ->> 'text'] from audit_entries where action = 'comment.update' and entity_id = $1",
            comment.Id.ToString()));
    }

    [Fact]
    public async Task The_same_text_again_is_no_edit()
    {
        var acme = await host.OrganizationAsync();
        var comment = await WriteAsync(acme, "They pay late.");

        var same = (await acme.Member.Get<UpdateComment>().ExecuteAsync(new(comment.Id, new(" They pay late. ")))).Value;

        Assert.Null(same.EditedAt);
        Assert.Equal(["customer.created", "comment.created"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task Nobody_else_can_edit_or_delete_it()
    {
        var acme = await host.OrganizationAsync();
        var comment = await WriteAsync(acme, "They pay late.");

        var edited = await acme.Owner.Get<UpdateComment>().ExecuteAsync(new(comment.Id, new("They never pay.")));
        var deleted = await acme.Owner.Get<DeleteComment>().ExecuteAsync(new(comment.Id));

        Assert.Equal("comment_not_yours", edited.Problem!.Code);
        Assert.Equal("comment_not_yours", deleted.Problem!.Code);
        Assert.Equal("They pay late.", (await acme.Owner.Get<GetComment>().ExecuteAsync(new(comment.Id))).Value.Text);
    }

    [Fact]
    public async Task A_member_who_has_left_stays_mentioned_when_the_text_is_edited()
    {
        var acme = await host.OrganizationAsync();
        var comment = await WriteAsync(acme, $"<@{acme.Admin.MemberId}> knows them.");
        await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(acme.Admin.MemberId));

        var edited = await acme.Member.Get<UpdateComment>().ExecuteAsync(
            new(comment.Id, new($"<@{acme.Admin.MemberId}> knew them.")));

        Assert.Equal([$"Admin of {acme.Slug}"], edited.Value.Mentions.Select(mention => mention.Name));
    }

    static async Task<CommentView> WriteAsync(TestOrganization acme, string text)
    {
        var cafe = await acme.KnowsCafeAsync();
        return (await acme.Member.Get<CreateComment>().ExecuteAsync(new(cafe.ToString(), text))).Value;
    }
}
