using System.Globalization;
using App.Platform;
using App.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace App.Storefront.Parts;

/// <summary>What all pages of a storefront share: where one is, whose cart it is, and what happens when the Gate says no.</summary>
public abstract class StorefrontPage : ComponentBase
{
    [Parameter] public string Slug { get; set; } = "";
    [CascadingParameter] protected HttpContext Http { get; set; } = null!;
    [CascadingParameter] protected StorefrontFrame Shop { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Why what was asked for was not done.</summary>
    protected Notice? Refusal { get; set; }

    /// <summary>There is no such thing here: the page says so, with the status.</summary>
    protected bool IsMissing { get; private set; }

    protected string? CartToken => CartCookie.Of(Http);

    protected CancellationToken Leaving => Http.RequestAborted;

    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>The value; null when it is not there, when nobody is signed in (who is led to sign in and back), or with the reason in <see cref="Refusal"/>.</summary>
    protected async Task<T?> ReadAsync<T>(Task<Result<T>> call) where T : class
    {
        var result = await call;
        if (result.Succeeded)
            return result.Value;
        if (result.Problem.Status == 404)
        {
            IsMissing = true;
            Answer(404);
        }
        else
            await RefuseAsync(result.Problem);
        return null;
    }

    /// <summary>Set at the last moment: a page that is a 404 while it is rendered is thrown away for the house's own.</summary>
    void Answer(int status) => Http.Response.OnStarting(() => Task.FromResult(Http.Response.StatusCode = status));

    /// <summary>Shown above the form, answered with its status; who is not signed in is led to sign in, and back.</summary>
    protected async Task RefuseAsync(Problem problem)
    {
        if (problem.Status == 401)
        {
            await LeadAsync(Shop.Href($"login?returnUrl={Uri.EscapeDataString(Http.Request.Path + (IsPost ? "" : Http.Request.QueryString))}"));
            return;
        }
        Answer(problem.Status);
        if (problem.RetryAfter is { } seconds)
            Http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        Refusal = problem;
    }

    /// <summary>
    /// To another page. Never at once: a page that leads on while its parents are still being rendered leaves the framework's static
    /// renderer with components that have no number, and writing those out ends in a stack overflow.
    /// </summary>
    protected async Task LeadAsync(string href)
    {
        await Task.Yield();
        Navigation.NavigateTo(href);
    }

    /// <summary>Of what a form posted.</summary>
    protected string? Posted(string name) => IsPost && Http.Request.HasFormContentType ? (string?)Http.Request.Form[name] : null;
}
