namespace App.Platform;

/// <summary>
/// Rings when a commit has left events or jobs. Only a hint, and a cheap one: any number of rings between two looks count as one.
/// The relay passes it on to the other instances with NOTIFY; polling is the truth.
/// </summary>
public sealed class OutboxBell : IDisposable
{
    readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is ringing already.
        }
    }

    public void Dispose() => rung.Dispose();

    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken ct) => rung.WaitAsync(longest, ct);
}
