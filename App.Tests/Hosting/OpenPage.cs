#pragma warning disable BL0006 // These framework types are needed to build a renderer without a browser connection.
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace App.Tests;

/// <summary>An open page as the server holds it: services and components, without a connection to a browser.</summary>
sealed class OpenPage : Renderer
{
    readonly AsyncServiceScope scope;

    OpenPage(AsyncServiceScope scope) : base(scope.ServiceProvider, NullLoggerFactory.Instance)
    {
        this.scope = scope;
        ElementReferenceContext = new WebElementReferenceContext(scope.ServiceProvider.GetRequiredService<IJSRuntime>());
    }

    public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

    protected override RendererInfo RendererInfo { get; } = new("Server", isInteractive: true);

    public static ServiceProvider Services() => new ServiceCollection()
        .AddUi()
        .AddSingleton(new StatusNames(Features.All.SelectMany(feature => feature.Statuses)))
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddScoped<NavigationManager, Address>()
        .AddScoped<IJSRuntime, NoScript>()
        .BuildServiceProvider();

    public static async Task<OpenPage> OpenAsync(ServiceProvider services, RenderFragment content)
    {
        var page = new OpenPage(services.CreateAsyncScope());
        var root = new Root { Content = content };
        await page.Dispatcher.InvokeAsync(() => page.RenderRootComponentAsync(page.AssignRootComponentId(root)));
        return page;
    }

    public async Task CloseAsync()
    {
        await DisposeAsync();
        await scope.DisposeAsync();
    }

    protected override void HandleException(Exception exception) =>
        throw new InvalidOperationException("The page failed.", exception);

    protected override Task UpdateDisplayAsync(in RenderBatch renderBatch) => Task.CompletedTask;

    sealed class Root : IComponent
    {
        public required RenderFragment Content { get; init; }

        RenderHandle handle;

        public void Attach(RenderHandle renderHandle) => handle = renderHandle;

        public Task SetParametersAsync(ParameterView parameters)
        {
            handle.Render(Content);
            return Task.CompletedTask;
        }
    }

    sealed class Address : NavigationManager
    {
        public Address() => Initialize("http://localhost/", "http://localhost/acme");
    }

    /// <summary>A browser whose scripts all return default values.</summary>
    sealed class NoScript : IJSRuntime
    {
        public ValueTask<T> InvokeAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(
            string identifier, object?[]? args) => default;

        public ValueTask<T> InvokeAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(
            string identifier, CancellationToken cancellationToken, object?[]? args) => default;
    }
}
