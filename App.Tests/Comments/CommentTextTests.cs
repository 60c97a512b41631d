using App.Comments;
using App.Organizations;

namespace App.Tests.Comments;

/// <summary>Mentions are stored as ids and shown as names.</summary>
public sealed class CommentTextTests
{
    static readonly Id<Member> Ana = Id<Member>.New(TimeProvider.System.GetUtcNow());
    static readonly Id<Member> Anabel = Id<Member>.New(TimeProvider.System.GetUtcNow());

    static readonly Dictionary<string, string> Names = new()
    {
        [Ana.ToString()] = "Ana",
        [Anabel.ToString()] = "Ana Bell",
    };

    [Fact]
    public void A_chosen_name_becomes_an_id_and_a_longer_name_is_not_cut() =>
        Assert.Equal(
            $"<@{Ana}>, ask <@{Anabel}>. @Ben too.", CommentText.WithIds("@Ana, ask @Ana Bell. @Ben too.", Names));

    [Fact]
    public void A_text_is_shown_with_names_and_stored_again_unchanged()
    {
        var stored = $"<@{Ana}>, ask\n<@{Anabel}>.";

        var typed = CommentText.WithNames(stored, Names);

        Assert.Equal("@Ana, ask\n@Ana Bell.", typed);
        Assert.Equal(stored, CommentText.WithIds(typed, Names));
    }

    [Fact]
    public void A_member_without_a_name_is_shown_as_a_former_member() =>
        Assert.Equal("@Former member left.", CommentText.WithNames($"<@{Ana}> left.", new Dictionary<string, string>()));

    [Fact]
    public void Mentions_are_listed_once_in_the_order_of_the_text() =>
        Assert.Equal([Anabel, Ana], CommentText.MentionsIn($"<@{Anabel}> <@{Ana}> <@{Anabel}>"));

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("<@mem_zzzzzzzzzzzzzzzzzzzzzzzzzz>")]
    [InlineData("<@ord_01h455vb4pex5vsknk084sn02q>")]
    [InlineData("@mem_01h455vb4pex5vsknk084sn02q")]
    public void Text_that_is_no_mention_stays_text(string text)
    {
        Assert.Empty(CommentText.MentionsIn(text));
        Assert.Equal(text, string.Concat(CommentText.Parts(text).Select(part => part.Text)));
    }
}
