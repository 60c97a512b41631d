using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// Provides what all staff pages share: the organization, loading once per URL, and the handling of problems that the Gate
/// returns. A page keeps its data in [PersistentState] properties, so the circuit doesn't load the data of the prerendered page a
/// second time.
/// </summary>
public abstract class StaffPage : ComponentBase, IDisposable
{
    readonly CancellationTokenSource pageClosed = new();
    string? loadedUrl;

    [Parameter] public string Slug { get; set; } = "";
    [CascadingParameter] protected OrganizationContext Frame { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Gets the reason why there is nothing to show, or null.</summary>
    protected Notice? Failure { get; private set; }

    /// <summary>Gets a token that is canceled when the user leaves the page, because its results are no longer needed.</summary>
    protected CancellationToken PageClosed => pageClosed.Token;

    /// <summary>Gets a value indicating that the page has its data, for example from the prerendered page.</summary>
    protected abstract bool Loaded { get; }

    /// <summary>Loads the data for the current URL.</summary>
    protected abstract Task LoadAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (loadedUrl == Navigation.Uri)
            return;
        var first = loadedUrl is null;
        loadedUrl = Navigation.Uri;
        if (!first || !Loaded)
            await ReloadAsync();
    }

    /// <summary>Loads the data again, after a change that the page made itself.</summary>
    protected async Task ReloadAsync()
    {
        Failure = null;
        try
        {
            await LoadAsync();
        }
        catch (OperationCanceledException) when (pageClosed.IsCancellationRequested)
        {
            // the user left the page while it was loading
        }
    }

    /// <summary>
    /// Returns the value of the call, or null with the reason in <see cref="Failure"/>. If the object doesn't exist or belongs to
    /// another organization, the page is not found.
    /// </summary>
    protected async Task<T?> ReadAsync<T>(Task<Result<T>> call) where T : class
    {
        var result = await call;
        if (result.Succeeded)
            return result.Value;
        if (result.Problem.Status == 404)
            Navigation.NotFound();
        else
            Failure = result.Problem;
        return null;
    }

    public void Dispose()
    {
        pageClosed.Cancel();
        pageClosed.Dispose();
        GC.SuppressFinalize(this);
    }
}
