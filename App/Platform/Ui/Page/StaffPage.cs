using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// What all staff pages share: where one is, loading once for each address, and what to do when the Gate says no. A page keeps what it
/// shows in [PersistentState] properties, so that the circuit does not load again what the prerendered page has shown.
/// </summary>
public abstract class StaffPage : ComponentBase, IDisposable
{
    readonly CancellationTokenSource leaving = new();
    string? loaded;

    [Parameter] public string Slug { get; set; } = "";
    [CascadingParameter] protected StaffFrame Frame { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Why there is nothing to show.</summary>
    protected Notice? Failure { get; private set; }

    /// <summary>Canceled when the page is left: nobody waits for its answers any more.</summary>
    protected CancellationToken Leaving => leaving.Token;

    /// <summary>Whether the state of the prerendered page was handed over.</summary>
    protected abstract bool Loaded { get; }

    /// <summary>Reads what the address asks for.</summary>
    protected abstract Task LoadAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (loaded == Navigation.Uri)
            return;
        var first = loaded is null;
        loaded = Navigation.Uri;
        if (!first || !Loaded)
            await ReloadAsync();
    }

    /// <summary>After a change that this page made itself.</summary>
    protected async Task ReloadAsync()
    {
        Failure = null;
        try
        {
            await LoadAsync();
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // Left while loading.
        }
    }

    /// <summary>The value, or the reason in <see cref="Failure"/>. What is not there, or not ours, is the same "no such page".</summary>
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
        leaving.Cancel();
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }
}
