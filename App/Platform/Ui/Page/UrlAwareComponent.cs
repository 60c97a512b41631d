using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace App.Platform.Ui;

/// <summary>
/// Renders itself again when the URL changes, even if its page does not. Components derive from it if their content depends on
/// the URL.
/// </summary>
public abstract class UrlAwareComponent : ComponentBase, IDisposable
{
    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized() => Navigation.LocationChanged += Follow;

    protected virtual void OnAddressChanged()
    {
    }

    void Follow(object? sender, LocationChangedEventArgs change)
    {
        OnAddressChanged();
        StateHasChanged();
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= Follow;
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
