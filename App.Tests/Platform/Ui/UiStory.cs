using App.Platform.Ui;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform.Ui;

/// <summary>A page for one component, with a clock that the test moves.</summary>
public abstract class UiStory : BunitContext
{
    protected UiStory()
    {
        Services.AddUi();
        Services.AddSingleton<TimeProvider>(Clock);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    protected HandClock Clock { get; } = new(new DateTimeOffset(2026, 11, 3, 14, 5, 0, TimeSpan.Zero));

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>The address below the host.</summary>
    protected string Address => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
}
