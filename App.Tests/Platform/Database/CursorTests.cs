namespace App.Tests.Platform;

/// <summary>Cursors of lists: what they hold, and what is refused.</summary>
public sealed class CursorTests
{
    public static TheoryData<string> Keys =>
    [
        "", "Green tea", new string('茶', 200),
        string.Concat(Enumerable.Repeat("👩‍👩‍👧", 25)), new string('\u0001', 200),
        "\"\\%_'", "e\u0301",
        "שלום", "\u202Eabc", "10", "2", new string('\uFFFD', 200),
    ];

    [Theory, MemberData(nameof(Keys))]
    public void A_cursor_holds_any_key(string key)
    {
        var id = Guid.CreateVersion7();

        Assert.True(Cursor.TryRead(new Cursor(key, id, Backward: true).ToString(), out var read));

        Assert.Equal(new Cursor(key, id, Backward: true), read);
    }

    /// <summary>Every parameter of a list fits into the server's request line of 8,192 bytes with the longest cursor of a
    /// name.</summary>
    [Fact]
    public void The_cursor_of_the_longest_name_is_short_enough_for_a_URL() =>
        Assert.InRange(new Cursor(new string('茶', 200), Guid.Empty, Backward: false).ToString().Length, 1, 900);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("eyJLZXkiOiIifQ")]
    [InlineData("not base64!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")] // a key of NUL
    [InlineData("BAAAAAAAAAAAAAAAAAAAAAA")] // an unknown flag
    [InlineData("AgAAAAAAAAAAAAAAAAAAAAB4")] // a transaction "x"
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAD_")] // a key that is not UTF-8
    public void Other_text_is_no_cursor(string text) => Assert.False(Cursor.TryRead(text, out _));

    [Fact]
    public void Text_longer_than_a_request_line_is_no_cursor() =>
        Assert.False(Cursor.TryRead(new Cursor(new string('x', 9000), Guid.Empty, Backward: false).ToString(), out _));

    [Fact]
    public void A_cursor_is_valid_only_for_the_order_that_it_comes_from()
    {
        var byUpdate = new Cursor("7", Guid.Empty, Backward: false, IsByUpdate: true).ToString();

        Assert.Null(FaultOf(new(Cursor: byUpdate, Sort: PageRequest.ByUpdate)));
        Assert.Equal("invalid_cursor", FaultOf(new(Cursor: byUpdate)));
        Assert.Equal("invalid_cursor", FaultOf(new(Cursor: new Cursor("", Guid.Empty, false).ToString(),
            Sort: PageRequest.ByUpdate)));
        Assert.Equal("invalid", FaultOf(new(Sort: "name")));
    }

    static string? FaultOf(PageRequest page)
    {
        var checks = new Checks();
        page.Check(checks);
        return checks.Problem?.Errors[0].Code;
    }
}
