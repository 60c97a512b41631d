using Microsoft.AspNetCore.Components;

namespace App.Docs.Parts;

/// <summary>Shows text between backticks as code, as descriptions of the OpenAPI document have it.</summary>
static class InlineCode
{
    public static MarkupString Of(string text) => Markup.Each(
        text.Split('`').Index(),
        part => part.Index % 2 == 0 ? Markup.Of($"{part.Item}") : Markup.Of($"<code>{part.Item}</code>"));
}
