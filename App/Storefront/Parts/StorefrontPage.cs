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
            (IsMissing, Http.Response.StatusCode) = (true, 404);
        else
            Refuse(result.Problem);
        return null;
    }

    /// <summary>Shown above the form, answered with its status.</summary>
    protected void Refuse(Problem problem)
    {
        if (problem.Status == 401)
        {
            Navigation.NavigateTo(Shop.Href($"login?returnUrl={Uri.EscapeDataString(Http.Request.Path + (IsPost ? "" : Http.Request.QueryString))}"));
            return;
        }
        Http.Response.StatusCode = problem.Status;
        Refusal = problem;
    }

    /// <summary>Leads a visitor to the sign-in page, and back. False when it does.</summary>
    protected bool IsSignedIn()
    {
        if (Shop.Shopper is null)
            Refuse(Problem.Unauthenticated);
        return Shop.Shopper is not null;
    }

    /// <summary>Of what a form posted.</summary>
    protected string? Posted(string name) => IsPost && Http.Request.HasFormContentType ? (string?)Http.Request.Form[name] : null;
}
