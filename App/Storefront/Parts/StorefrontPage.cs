using App.SignIn;
using Microsoft.AspNetCore.Components;

namespace App.Storefront.Parts;

/// <summary>
/// Provides what all storefront pages share: the storefront, the visitor's cart token, and the response to a failed operation.
/// </summary>
public abstract class StorefrontPage : ComponentBase
{
    [Parameter] public string Slug { get; set; } = "";
    [CascadingParameter] protected HttpContext Http { get; set; } = null!;
    [CascadingParameter] protected StorefrontContext Shop { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Gets or sets the notice that says why the last operation failed; null if none failed.</summary>
    protected Notice? Refusal { get; set; }

    /// <summary>Gets a value indicating whether the requested item was not found. The response then has status 404.</summary>
    protected bool IsMissing { get; private set; }

    protected string? CartToken => CartCookie.Of(Http);

    protected CancellationToken PageClosed => Http.RequestAborted;

    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>
    /// Returns the value of a query, or null if it failed. A 404 sets <see cref="IsMissing"/>, a 401 redirects to sign-in and
    /// back, and any other problem sets <see cref="Refusal"/>.
    /// </summary>
    protected async Task<T?> ReadAsync<T>(Task<Result<T>> call) where T : class
    {
        var result = await call;
        if (result.Succeeded)
            return result.Value;
        if (result.Problem.Status == 404)
        {
            IsMissing = true;
            SetStatusCode(404);
        }
        else
            await RefuseAsync(result.Problem);
        return null;
    }

    /// <summary>
    /// Sets the status code when the response starts. If it were 404 during rendering, the page would be replaced by the app's
    /// general "not found" page.
    /// </summary>
    void SetStatusCode(int status) => Http.Response.OnStarting(() => Task.FromResult(Http.Response.StatusCode = status));

    /// <summary>
    /// Shows a problem above the form and responds with its status. A 401 redirects to sign-in instead, and back to this page
    /// afterwards.
    /// </summary>
    protected async Task RefuseAsync(Problem problem)
    {
        if (problem.Status == 401)
        {
            var returnUrl = Http.Request.Path + (IsPost ? "" : Http.Request.QueryString);
            await RedirectAsync(Shop.Href($"login?returnUrl={Uri.EscapeDataString(returnUrl)}"));
            return;
        }
        Refusal = FormRefusal.Of(Http, problem);
    }

    /// <summary>
    /// Redirects to another page, but never synchronously: if a page redirects while its parents are still being rendered, the
    /// framework's static renderer keeps components without an id, and writing them out ends in a stack overflow.
    /// </summary>
    protected async Task RedirectAsync(string href)
    {
        await Task.Yield();
        Navigation.NavigateTo(href);
    }

    /// <summary>Returns the value of a posted form field, or null if no form was posted or it has no such field.</summary>
    protected string? Posted(string name) =>
        IsPost && Http.Request.HasFormContentType ? (string?)Http.Request.Form[name] : null;
}
