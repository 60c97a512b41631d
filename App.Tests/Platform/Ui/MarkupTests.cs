using App.Platform.Ui;

namespace App.Tests.Platform.Ui;

public sealed class MarkupTests
{
    [Fact]
    public void What_stands_in_its_holes_is_text_and_never_an_element()
    {
        var typed = "<script>alert(\"1\")</script>";

        Assert.Equal("<b title=\"&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\">7</b>", Markup.Of($"""<b title="{typed}">{7}</b>""").Value);
        Assert.Equal("<b></b>", Markup.Of($"<b>{(string?)null}</b>").Value);
    }

    [Fact]
    public void Markup_within_markup_is_encoded_once() =>
        Assert.Equal("<ul><li>A &amp; B</li><li>C</li></ul>", Markup.Of($"<ul>{Markup.Each(["A & B", "C"], name => Markup.Of($"<li>{name}</li>"))}</ul>").Value);
}
