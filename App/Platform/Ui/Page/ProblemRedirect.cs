using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>Redirects a page when the Gate refuses access to the whole organization.</summary>
public static class ProblemRedirect
{
    extension(NavigationManager navigation)
    {
        /// <summary>Redirects to second-factor setup if that is missing; shows "not found" otherwise.</summary>
        public void RedirectFor(Problem problem)
        {
            if (problem != Problem.SecondFactorRequired)
            {
                navigation.NotFound();
                return;
            }
            var returnUrl = Uri.EscapeDataString(new Uri(navigation.Uri).PathAndQuery);
            navigation.NavigateTo($"/account/security?returnUrl={returnUrl}", forceLoad: true);
        }
    }
}
