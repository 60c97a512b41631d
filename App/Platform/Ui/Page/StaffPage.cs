using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// Provides what all staff pages share: the organization, loading once per URL, and the handling of problems that the Gate
/// returns. A page keeps its data in [PersistentState] properties, so the circuit doesn't load the data of the prerendered page a
/// second time.
/// </summary>
public abstract class StaffPage : ComponentBase, IDisposable
{
    /// <summary>Changes within this time update the page once.</summary>
    static readonly TimeSpan LivePause = TimeSpan.FromSeconds(1);

    static readonly TimeSpan PendingPause = TimeSpan.FromSeconds(2);

    readonly ComponentLifetime lifetime = new();
    string? loadedUrl;
    OrganizationContext? loadedFor;
    string? routeId;
    IDisposable? listening;
    Guid? listensTo;
    int changes;

    [Parameter] public string Slug { get; set; } = "";
    [CascadingParameter] protected OrganizationContext Frame { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected TimeProvider Clock { get; set; } = null!;
    [Inject] LiveUpdates Live { get; set; } = null!;

    /// <summary>Gets the reason why there is nothing to show, or null.</summary>
    protected Notice? Failure { get; private set; }

    /// <summary>Gets a token that is canceled when the user leaves the page, because its results are no longer needed.</summary>
    protected CancellationToken PageClosed => lifetime.Token;

    /// <summary>Gets a value indicating that the page has its data, for example from the prerendered page.</summary>
    protected abstract bool Loaded { get; }

    /// <summary>Loads the data for the current URL.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Returns whether the page shows this record, so it is updated when somebody else changes the record.</summary>
    /// <param name="subject">TypeID of the record.</param>
    protected virtual bool Shows(string subject) => false;

    /// <summary>Updates the page after records that it shows were changed elsewhere.</summary>
    protected virtual Task UpdateAsync() => ReloadAsync();

    /// <summary>
    /// Gets whether the page shows work that is under way and raises no event when it ends, such as a delivery. The page is then
    /// updated every two seconds.
    /// </summary>
    protected virtual bool IsPending => false;

    protected override Task OnAfterRenderAsync(bool firstRender)
    {
        if (listensTo != Frame.Id) // the page stays open when the user switches to another organization
        {
            listening?.Dispose();
            listening = Live.Listen(Frame.Id, Notice);
            listensTo = Frame.Id;
        }
        if (IsPending && Interlocked.Increment(ref changes) == 1)
            _ = SettleAsync(PendingPause);
        return Task.CompletedTask;
    }

    /// <summary>Updates the page a moment later, once for all changes until then.</summary>
    void Notice(string subject)
    {
        if (Shows(subject) && Interlocked.Increment(ref changes) == 1)
            _ = InvokeAsync(() => SettleAsync(LivePause));
    }

    async Task SettleAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, Clock, lifetime.Token);
            Interlocked.Exchange(ref changes, 0);
            await UpdateAsync();
            StateHasChanged();
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // the user has left the page
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure); // nothing awaits this method, so the circuit has to be told
        }
    }

    public override Task SetParametersAsync(ParameterView parameters)
    {
        routeId = parameters.TryGetValue<string>("Id", out var id) ? id : null;
        return base.SetParametersAsync(parameters);
    }

    protected override async Task OnParametersSetAsync()
    {
        // A change of the URL can reach the page before the router passes the id in it, for example after a click on the next
        // record. The page would then load the old record for the new URL.
        var isStale = loadedUrl is not null && routeId is not null
            && !new Uri(Navigation.Uri).Segments.Any(part => part.TrimEnd('/') == routeId);
        var hasOtherRights = loadedFor is not null && !ReferenceEquals(loadedFor, Frame) && !loadedFor.HasSameRights(Frame);
        if ((loadedUrl == Navigation.Uri && !hasOtherRights) || isStale)
            return;
        var first = loadedUrl is null;
        (loadedUrl, loadedFor) = (Navigation.Uri, Frame);
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
        catch (OperationCanceledException) when (lifetime.IsOver)
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
        listening?.Dispose();
        lifetime.Dispose();
        GC.SuppressFinalize(this);
    }
}
