using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace App.Platform.Ui;

/// <summary>
/// The library's calendar with two changes to its keys. Enter in the box means what it means in every other box, where the
/// library opens the calendar and leaves what was typed unread; the arrow down opens it instead. And the day that the arrow
/// keys come to is told, because the focus stays in the box.
/// </summary>
public sealed class VendorCalendar : MudDatePicker
{
    /// <summary>Told of the day that an arrow key has come to.</summary>
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
