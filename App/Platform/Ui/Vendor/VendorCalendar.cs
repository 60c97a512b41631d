using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace App.Platform.Ui;

/// <summary>
/// Changes the keyboard handling of the library's calendar in two ways. Enter in the input submits the typed date as in every
/// other input, whereas the library would open the calendar and ignore the typed text; the down arrow opens the calendar instead.
/// And the day that the arrow keys move to is reported, so it can be announced, because the focus stays in the input.
/// </summary>
public sealed class VendorCalendar : MudDatePicker
{
    /// <summary>Occurs when an arrow key has moved to another day.</summary>
    [Parameter] public EventCallback<DateTime> OnArrive { get; set; }

    protected override async Task OnHandleKeyDownAsync(KeyboardEventArgs args)
    {
        if (Open)
        {
            var before = HighlightedDate;
            await base.OnHandleKeyDownAsync(args);
            if (HighlightedDate is { } day && day != before)
                await OnArrive.InvokeAsync(day);
        }
        else if (args.Key == "ArrowDown")
        {
            HighlightedDate = Date;
            await OpenAsync();
        }
    }
}
