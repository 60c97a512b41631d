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

    /// <summary>Gets how many rows somebody else has added since the list was loaded.</summary>
    protected long Added { get; private set; }

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
    /// Updates the rows in place if none was added. Otherwise the list says how many there are, and shows them when the user
    /// wants to, so that no row moves under the pointer.
    /// </summary>
    protected override async Task UpdateAsync()
    {
        var counted = await CountAsync(all: false);
        if (!counted.Succeeded)
            return;
        Added = Math.Max(0, counted.Value.Rows.Count - (Totals ?? counted.Value).Rows.Count);
        if (Added > 0)
            return;
        Totals = counted.Value;
        await ReloadAsync();
    }

    /// <summary>Shows the rows that were added elsewhere.</summary>
    protected async Task ShowAddedAsync()
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

    async Task ShowTotalsAsync(bool all)
    {
        try
        {
            var result = await CountAsync(all);
            Totals = result.Succeeded ? result.Value : null; // the list shows the problem
            Added = 0;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (PageClosed.IsCancellationRequested)
        {
            // the user left the page while its rows were counted
        }
    }
}
