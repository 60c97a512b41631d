namespace App.Tests.Platform.Ui;

public sealed class MarkupTests
{
    [Fact]
    public void Interpolated_values_are_encoded()
    {
        var input = "<script>alert(\"1\")</script>";

        Assert.Equal("<b title=\"&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\">7</b>",
            Markup.Of($"""<b title="{input}">{7}</b>""").Value);
        Assert.Equal("<b></b>", Markup.Of($"<b>{(string?)null}</b>").Value);
    }

    [Fact]
    public void Nested_markup_is_encoded_once() =>
        Assert.Equal("<ul><li>A &amp; B</li><li>C</li></ul>",
            Markup.Of($"<ul>{Markup.Each(["A & B", "C"], name => Markup.Of($"<li>{name}</li>"))}</ul>").Value);
}
