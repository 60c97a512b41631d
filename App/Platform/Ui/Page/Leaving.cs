using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>Where a page leads when the Gate keeps its whole organization shut.</summary>
public static class Leaving
{
    extension(NavigationManager navigation)
    {
        /// <summary>To the missing second factor, and back; anything else is "no such page".</summary>
        public void LeaveFor(Problem problem)
        {
            if (problem == Problem.SecondFactorRequired)
                navigation.NavigateTo($"/account/security?returnUrl={Uri.EscapeDataString(new Uri(navigation.Uri).PathAndQuery)}", forceLoad: true);
            else
                navigation.NotFound();
        }
    }
}
