using Microsoft.Extensions.Hosting;

namespace App.Tests;

/// <summary>The lifetime of an app that has started and does not stop.</summary>
sealed class ServingLifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted { get; } = new(canceled: true);
    public CancellationToken ApplicationStopping => default;
    public CancellationToken ApplicationStopped => default;
    public void StopApplication() { }
}
