using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace App.Platform.Ui;

/// <summary>A component that shows the address: it draws itself anew when the address changes, whether or not its page does.</summary>
public abstract class AddressFollower : ComponentBase, IDisposable
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
