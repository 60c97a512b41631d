using App.Accounts.Pages;
using Microsoft.AspNetCore.Components;

namespace App.Backstage;

/// <summary>Leads a platform administrator who was refused to where they can do something about it.</summary>
static class BackstageRefusal
{
    extension(NavigationManager navigation)
    {
        /// <summary>
        /// Redirects to the page that confirms or sets up a second factor, or shows "not found" to everybody else. Returns false
        /// for any other problem, which the page shows.
        /// </summary>
        public bool TryLeadAway(Problem problem)
        {
            if (problem == Problem.StepUpRequired)
                navigation.NavigateTo(ConfirmPage.For(new Uri(navigation.Uri).PathAndQuery), forceLoad: true);
            else if (problem == Problem.SecondFactorRequired || problem.Status == StatusCodes.Status404NotFound)
                navigation.RedirectFor(problem);
            else
                return false;
            return true;
        }
    }
}
