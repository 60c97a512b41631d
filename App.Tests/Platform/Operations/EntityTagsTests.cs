namespace App.Tests.Platform;

/// <summary>The syntax and the comparison of entity tags (RFC 9110, 8.8.3 and 13.1).</summary>
public sealed class EntityTagsTests
{
    const string Tag = "\"0123456789abcdef01234567\"";

    [Theory]
    [InlineData("*", "*")]
    [InlineData(" * ", "*")]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("\"a\", W/\"b\"", "\"a\" W/\"b\"")]
    [InlineData(",\t\"a\" ,, \"b\",", "\"a\" \"b\"")]
    [InlineData("\"a,b\"", "\"a,b\"")]
    [InlineData("\"\"", "\"\"")]
    public void A_header_is_a_list_of_tags(string header, string tags) =>
        Assert.Equal(tags.Split(' '), EntityTags.TryRead([header]));

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("a")]
    [InlineData("\"a")]
    [InlineData("a\"")]
    [InlineData("\"a\" \"b\"")]
    [InlineData("\"a\"b")]
    [InlineData("w/\"a\"")]
    [InlineData("W/")]
    [InlineData("*, \"a\"")]
    [InlineData("\"a b\"")]
    [InlineData("\"a\u0001\"")]
    public void Anything_else_is_malformed(string header) => Assert.Null(EntityTags.TryRead([header]));

    [Fact]
    public void Several_headers_are_one_list() => Assert.Equal(["\"a\"", "\"b\""], EntityTags.TryRead(["\"a\"", "\"b\""]));

    [Theory]
    [InlineData("\"0123456789abcdef01234567\"")]
    [InlineData("W/\"0123456789abcdef01234567\"")] // nginx, Cloudflare
    [InlineData("\"0123456789abcdef01234567-gzip\"")] // Apache
    [InlineData("\"0123456789abcdef01234567--gzip\"")] // Jetty
    [InlineData("\"0123456789abcdef01234567;br\"")]
    [InlineData("W/\"0123456789abcdef01234567-zstd\"")]
    public void A_tag_that_a_proxy_has_changed_is_still_this_version(string sent) =>
        Assert.True(EntityTags.Contain(["\"other\"", sent], Tag));

    [Theory]
    [InlineData("\"0123456789abcdef01234568\"")]
    [InlineData("\"0123456789abcdef01234567-other\"")]
    [InlineData("\"0123456789abcdef01234567gzip\"")]
    [InlineData("\"-gzip\"")]
    [InlineData("\"\"")]
    public void Another_tag_is_another_version(string sent) => Assert.False(EntityTags.Contain([sent], Tag));
}
