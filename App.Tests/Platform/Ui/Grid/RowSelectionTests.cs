namespace App.Tests.Platform;

/// <summary>Selecting rows of a list.</summary>
public sealed class RowSelectionTests
{
    static readonly IReadOnlyList<int> First = [1, 2, 3, 4, 5], Second = [6, 7];

    readonly RowSelection<int> rows = new(Id, row => $"row {row}");

    static Guid Id(int row) => new(row, 0, 0, new byte[8]);

    [Fact]
    public void Rows_stay_selected_on_other_pages()
    {
        rows.Toggle(2, range: false, First);
        rows.Toggle(7, range: false, Second);
        rows.Toggle(2, range: false, First);
        rows.Toggle(3, range: false, First);

        Assert.Equal([Id(3), Id(7)], rows.Ids.Order());
    }

    [Fact]
    public void A_range_gets_the_state_of_the_row_that_ends_it()
    {
        rows.Toggle(2, range: false, First);
        rows.Toggle(4, range: true, First);
        Assert.Equal([Id(2), Id(3), Id(4)], rows.Ids.Order());

        rows.Toggle(3, range: true, First);
        Assert.Equal([Id(2)], rows.Ids.Order());
    }

    [Fact]
    public void The_whole_filter_ends_when_a_row_is_cleared_and_the_rest_of_the_page_stays_selected()
    {
        rows.SelectWholeFilter();
        Assert.True(rows.Has(99));

        rows.Toggle(2, range: false, First);

        Assert.False(rows.IsWholeFilter);
        Assert.Equal([Id(1), Id(3), Id(4), Id(5)], rows.Ids.Order());
    }

    [Fact]
    public void All_rows_of_a_page_are_selected_and_cleared_together()
    {
        rows.SetAll(First, selected: true);
        Assert.True(rows.HasAll(First));
        Assert.False(rows.HasAll(Second));

        rows.SetAll(First, selected: false);
        Assert.False(rows.Any);
        Assert.False(rows.HasAll([]));
    }
}
