using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace App.Comments.Parts;

/// <summary>Shows the text of a comment with the names of those it mentions. Line breaks stay as they were typed.</summary>
public sealed class CommentBody : ComponentBase
{
    [Parameter, EditorRequired] public CommentView Comment { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "class", "comment-text");
        foreach (var part in CommentText.Parts(Comment.Text))
        {
            if (part.MemberId is not { } member)
            {
                builder.AddContent(2, part.Text);
                continue;
            }
            builder.OpenElement(3, "span");
            builder.AddAttribute(4, "class", "mention");
            builder.AddContent(5, "@" + Comment.Mentions.First(mention => mention.MemberId == member).Name);
            builder.CloseElement();
        }
        builder.CloseElement();
    }
}
