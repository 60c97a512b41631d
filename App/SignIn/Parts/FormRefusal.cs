using System.Globalization;

namespace App.SignIn;

/// <summary>Answers a refused form of a static page: the notice to show, and the status of the response.</summary>
public static class FormRefusal
{
    /// <summary>
    /// Returns the notice. The status is set when the response starts: a 404 set while the page is rendered would replace it by
    /// the app's general "not found" page.
    /// </summary>
    public static Notice Of(HttpContext http, Problem problem)
    {
        http.Response.OnStarting(() => Task.FromResult(http.Response.StatusCode = problem.Status));
        if (problem.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ((Notice?)problem)!;
    }
}
