using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// Provides what index pages share: the position, order and search of the list in the URL, and its totals. The rows are loaded
/// first; the totals follow once the page is shown.
/// </summary>
public abstract class ListPage : StaffPage
{
    string? counted;

    [SupplyParameterFromQuery] public string? Q { get; set; }
    [SupplyParameterFromQuery] public string? Cursor { get; set; }
    [SupplyParameterFromQuery] public string? Sort { get; set; }

    /// <summary>Gets how many rows the filter selects; null until they are counted.</summary>
    protected ListTotals? Totals { get; private set; }

    /// <summary>Gets the rows that are selected; null if the list has no selection.</summary>
    protected virtual RowSelection? Rows => null;

    protected PageRequest PageRequest => new(Cursor: Cursor, Sort: string.IsNullOrEmpty(Sort) ? null : Sort);

    /// <summary>Counts the rows that the filter selects.</summary>
    /// <param name="all">True to count more than 10,000 rows.</param>
    protected abstract Task<Result<ListTotals>> CountAsync(bool all);

    /// <summary>
    /// Gets what the list offers to show because somebody else has added rows since it was loaded; null if nobody has.
    /// </summary>
    protected string? Offer { get; private set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        var filter = Navigation.WithQuery([(UrlQuery.Cursor, null), (UrlQuery.Sort, null)]);
        if (!Loaded || counted == filter)
            return;
        if (counted is not null)
            Rows?.Clear(); // what was selected may not be in the list any more
        counted = filter;
        await ShowTotalsAsync(all: false);
    }

    /// <summary>
    /// Updates the rows in place if none was added. Otherwise, and if there are too many rows to know, the list offers to show
    /// them, so that no row moves under the pointer.
    /// </summary>
    protected override async Task UpdateAsync()
    {
        if (Totals is not { } shown)
            return; // they are being counted
        var counted = await CountAsync(all: shown.Rows is { IsExact: true, Count: > Counting.Limit });
        if (!counted.Succeeded)
            return;
        var added = counted.Value.Rows.Count - shown.Rows.Count;
        Offer = !shown.Rows.IsExact || !counted.Value.Rows.IsExact ? "Show changes"
            : added > 0 ? string.Create(CultureInfo.CurrentCulture, $"Show {added:N0} new")
            : null;
        if (Offer is not null)
            return;
        Totals = counted.Value;
        await ReloadAsync();
    }

    /// <summary>Shows what is offered.</summary>
    protected async Task ShowOfferAsync()
    {
        if (Cursor is null)
            await RefreshAsync();
        else
            Navigation.NavigateTo(Navigation.WithQuery(UrlQuery.Cursor, null));
    }

    /// <summary>Counts all rows, however many there are.</summary>
    protected Task CountAllAsync() => ShowTotalsAsync(all: true);

    /// <summary>Loads the rows again and counts them again, after a change of several rows.</summary>
    protected async Task RefreshAsync()
    {
        Rows?.Clear();
        await ReloadAsync();
        await ShowTotalsAsync(all: false);
    }

    /// <summary>Counts the rows and shows the totals.</summary>
    protected async Task ShowTotalsAsync(bool all = false)
    {
        try
        {
            var result = await CountAsync(all);
            Totals = result.Succeeded ? result.Value : null; // the list shows the problem
            Offer = null;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (PageClosed.IsCancellationRequested)
        {
            // the user left the page while its rows were counted
        }
    }
}
