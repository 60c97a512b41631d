using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

/// <summary>The plain text of an email, which is derived from its HTML.</summary>
public sealed class EmailTextTests(TestHost host)
{
    [Fact]
    public void Paragraphs_are_separated_by_blank_lines() =>
        Assert.Equal("Hello Ada,\n\nyour order was placed.", Text("\n  <p>Hello Ada,</p>\n  <p>your\n   order was placed.</p>\n"));

    [Fact]
    public void A_code_is_on_a_line_of_its_own() =>
        Assert.Equal("Enter this code:\n\n    123456\n\nIt works once.",
            Text("<p>Enter this code:</p><pre style=\"margin:0\">123456</pre><p>It works once.</p>"));

    [Fact]
    public void A_link_is_its_text_and_the_URL_on_the_next_line() =>
        Assert.Equal("View invitation:\n    https://stockade.example/invite/abc?a=1&b=2\n\nBye",
            Text("<p><a href=\"https://stockade.example/invite/abc?a=1&amp;b=2\" style=\"x\">View invitation</a></p><p>Bye</p>"));

    [Fact]
    public void Links_inside_a_sentence_follow_its_paragraph() =>
        Assert.Equal("See members or settings first.\n    https://a.example/\n    https://b.example/",
            Text("<p>See <a href=\"https://a.example/\">members</a> or <a href=\"https://b.example/\">settings</a> first.</p>"));

    [Fact]
    public void A_list_has_dashes_and_hangs()
    {
        var word = new string('x', 40);
        Assert.Equal($"Left:\n\n- one\n- {word}\n  {word}\n\nThat's all.",
            Text($"<p>Left:</p><ul>\n<li>one</li>\n<li>{word} {word}</li>\n</ul><p>That's all.</p>"));
    }

    [Fact]
    public void A_line_break_stays_a_line_break() =>
        Assert.Equal("Firefox on Linux\nVienna", Text("<p><strong>Firefox on Linux</strong><br />\n  Vienna</p>"));

    [Fact]
    public void Bold_text_is_plain_text() =>
        Assert.Equal("Sign in to Acme, please.", Text("<p>Sign in to <strong>Acme</strong>, please.</p>"));

    [Fact]
    public void Entities_are_decoded_once() =>
        Assert.Equal("Ben & Ada's “shop” &lt;3 é", Text("<p>Ben &amp; Ada&#x27;s &#x201C;shop&#x201D; &amp;lt;3 &eacute;</p>"));

    [Fact]
    public void Lines_have_at_most_76_characters_and_a_URL_stays_whole()
    {
        var url = $"https://stockade.example/{new string('x', 100)}";
        var words = string.Join(' ', Enumerable.Repeat("seven77", 20));
        var lines = Text($"<p>{words}</p><p><a href=\"{url}\">Open</a></p>").Split('\n');

        Assert.Equal([71, 71, 15], lines.Take(3).Select(line => line.Length));
        Assert.Equal(76, Text($"<p>{new string('a', 38)} {new string('b', 37)} c</p>").Split('\n')[0].Length);
        Assert.Equal($"    {url}", lines[^1]);
    }

    [Fact]
    public void Only_what_the_main_element_contains_is_text() =>
        Assert.Equal("Hello", Text("<body><p>Stockade</p><main><p>Hello</p></main></body>"));

    sealed class Greeting : EmailTemplate
    {
        public required string Name { get; init; }

        public override string Subject => $"Hello {Name}";
        public override string Reason => "Sent on request.";

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "p");
            builder.AddContent(1, Name);
            builder.CloseElement();
        }
    }

    [Theory]
    [InlineData("<a href=\"https://evil.example\">x</a>", "<a href=\"https://evil.example\">x</a>")]
    [InlineData("</main><main>&amp;", "</main><main>&amp;")]
    [InlineData("Ada\r\n\r\nOpen https://evil.example\u2028now\0", "Ada Open https://evil.example now")]
    [InlineData("Zoë 👩‍💻", "Zoë 👩‍💻")]
    public async Task A_value_is_neither_a_tag_nor_a_line_of_its_own(string name, string shown)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<EmailOutbox>();
        var email = new Greeting { Name = name };
        var content = await outbox.RenderAsync(email);

        Assert.Equal($"{shown}\n\nSent on request.", content.Text);
        Assert.DoesNotContain(content.Subject, char.IsControl);
        Assert.Equal(content, await outbox.RenderAsync(email)); // one email may have several recipients
    }

    static string Text(string html) => EmailText.Of(html);
}
