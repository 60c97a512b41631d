using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>A page for one component, with a fake clock.</summary>
public abstract class UiScenario : BunitContext
{
    protected UiScenario()
    {
        Services.AddUi();
        Services.AddSingleton(new StatusNames(Features.All.SelectMany(feature => feature.Statuses)));
        Services.AddSingleton<TimeProvider>(Clock);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    protected FakeClock Clock { get; } = new(new DateTimeOffset(2026, 11, 3, 14, 5, 0, TimeSpan.Zero));

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>Path and query of the current URL.</summary>
    protected string Address => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
}
