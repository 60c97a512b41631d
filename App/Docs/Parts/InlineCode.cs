using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace App.Docs.Parts;

/// <summary>Shows text between backticks as code, as descriptions of the OpenAPI document have it.</summary>
static class InlineCode
{
    public static MarkupString Of(string text) => new(string.Concat(text.Split('`').Select((part, at) =>
        at % 2 == 0 ? HtmlEncoder.Default.Encode(part) : $"<code>{HtmlEncoder.Default.Encode(part)}</code>")));
}
