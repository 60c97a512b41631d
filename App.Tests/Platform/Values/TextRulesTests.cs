namespace App.Tests.Platform;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData("Stockade Security\n\nYour account closes today")]
    [InlineData("a\rb")]
    [InlineData("a\tb")]
    [InlineData("a\vb")]
    [InlineData("a\u0085b")] // next line
    [InlineData("a\u2028b")] // line separator
    [InlineData("a\u2029b")] // paragraph separator
    public void Line_breaks_and_tabs_are_found(string text) => Assert.True(TextRules.HasLineBreak(text));

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\u001bb")] // escape
    [InlineData("a\u202eb")] // right-to-left override
    [InlineData("a\u2066b")] // isolate
    [InlineData("a\u200bb")] // zero-width space
    [InlineData("a\u2060b")] // word joiner
    [InlineData("\ufeffa")] // byte order mark
    [InlineData("a\u00adb")] // soft hyphen
    [InlineData("a\u200db")] // a joiner between Latin letters
    [InlineData("a\u200c")]
    [InlineData("\u3164")] // a letter that is blank
    [InlineData("a\U000e0041b")] // tag
    public void Invisible_characters_are_found(string text) => Assert.True(TextRules.HasInvisible(text));

    [Theory]
    [InlineData("Müller & Söhne, 2. Stock")]
    [InlineData("می\u200cخواهم")] // Persian needs the non-joiner
    [InlineData("ක්\u200dෂ")] // Sinhala needs the joiner
    [InlineData("👩\u200d👩\u200d👧")]
    [InlineData("❤\ufe0f")]
    [InlineData("שלום عليكم 日本")]
    [InlineData("a\u00a0b")] // a space that does not break
    public void What_people_write_is_valid(string text)
    {
        Assert.False(TextRules.HasLineBreak(text));
        Assert.False(TextRules.HasInvisible(text));
    }

    [Theory]
    [InlineData("http://evil")]
    [InlineData("HTTPS:evil")]
    [InlineData("www.evil")]
    [InlineData("Confirm at evil.example/now")]
    [InlineData("evil.example")]
    [InlineData("evil．example")] // full-width dot
    [InlineData("evil。example")] // ideographic dot
    [InlineData("evil｡example")]
    [InlineData("evil․example")] // one dot leader
    [InlineData("evil.e\u0301xample")]
    [InlineData("evil.\u0301example")]
    [InlineData("ｅｖｉｌ．ｅｘａｍｐｌｅ")]
    [InlineData("евил.рф")]
    [InlineData("𝐞𝐯𝐢𝐥.𝐞𝐱𝐚𝐦𝐩𝐥𝐞")]
    [InlineData("evil.xn--p1ai")]
    [InlineData("e:⁄⁄evil ∶//x")]
    [InlineData("192.0.2.7")]
    [InlineData("mail thief@evil")]
    [InlineData("Call +1 (800) 555-0100")]
    public void What_a_mail_program_makes_a_link_of_is_found(string text) => Assert.True(TextRules.HasLink(text));

    [Theory]
    [InlineData("Acme, Inc.")]
    [InlineData("J.P. Morgan & Co.")]
    [InlineData("S.p.A. di Rossi")]
    [InlineData("Müller GmbH & Co. KG")]
    [InlineData("No.1 Trading")]
    [InlineData("24/7 Fitness: Berlin")]
    [InlineData("Hansen A/S")]
    [InlineData("Col·lectiu")]
    [InlineData("Ünal @ Home")]
    [InlineData("Version 2.5")]
    public void Names_of_companies_and_people_are_no_links(string text) => Assert.False(TextRules.HasLink(text));

    [Fact]
    public void Notes_may_have_lines_and_tabs_but_no_other_controls()
    {
        Assert.False(TextRules.HasControls("Gate 3\r\n\tring twice"));
        Assert.True(TextRules.HasControls("Gate\u0007"));
        Assert.True(TextRules.HasControls("Gate\0"));
        Assert.True(TextRules.HasControls("Gate\u009b"));
    }
}
