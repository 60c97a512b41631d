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
    [InlineData("AgAAAAAAAAAAAAAAAAAAAAA")] // a sort without its length
    [InlineData("AgAAAAAAAAAAAAAAAAAAAAB4")] // a sort of 120 characters that has none
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAD_")] // a key that is not UTF-8
    public void Other_text_is_no_cursor(string text) => Assert.False(Cursor.TryRead(text, out _));

    [Fact]
    public void Text_longer_than_a_request_line_is_no_cursor() =>
        Assert.False(Cursor.TryRead(new Cursor(new string('x', 9000), Guid.Empty, Backward: false).ToString(), out _));

    [Fact]
    public void A_cursor_is_valid_only_for_the_order_that_it_comes_from()
    {
        var byUpdate = new Cursor("7", Guid.Empty, Backward: false, PageRequest.ByUpdate).ToString();

        Assert.Null(FaultOf(new(Cursor: byUpdate, Sort: PageRequest.ByUpdate)));
        Assert.Equal("invalid_cursor", FaultOf(new(Cursor: byUpdate)));
        Assert.Equal("invalid_cursor", FaultOf(new(Cursor: new Cursor("", Guid.Empty, false).ToString(),
            Sort: PageRequest.ByUpdate)));
        Assert.Equal("invalid", FaultOf(new(Sort: "name")));
        Assert.Equal("invalid_cursor", FaultOf(new(Cursor: Of("x", PageRequest.ByUpdate), Sort: PageRequest.ByUpdate)));
    }

    [Fact]
    public void A_cursor_is_valid_only_for_the_column_that_the_list_is_sorted_by()
    {
        var sorts = new ListSorts<Sorted>().By("total", row => row.Total).By("at", row => row.At);

        Assert.Null(FaultOf(new(Cursor: Of("-12", "total"), Sort: "total"), sorts));
        Assert.Null(FaultOf(new(Cursor: Of("2026-03-02T09:00:00.123456+02:00", "-at"), Sort: "-at"), sorts));
        Assert.Equal("invalid_cursor", FaultOf(new(Cursor: Of("twelve", "total"), Sort: "total"), sorts));
        Assert.Equal("invalid_cursor", FaultOf(new(Cursor: Of("-12", "total"), Sort: "-total"), sorts));
        Assert.Equal("invalid_cursor", FaultOf(new(Cursor: Of("-12", "total")), sorts));
        Assert.Equal("invalid", FaultOf(new(Sort: "--total"), sorts));
        Assert.Equal(["total", "-total", "at", "-at"], sorts.Values);
    }

    sealed record Sorted(long Total, DateTimeOffset At);

    static string Of(string key, string sort) => new Cursor(key, Guid.Empty, Backward: false, sort).ToString();

    static string? FaultOf(PageRequest page, IListSorts? sorts = null)
    {
        var checks = new Checks();
        page.Check(checks, sorts);
        return checks.Problem?.Errors[0].Code;
    }
}
