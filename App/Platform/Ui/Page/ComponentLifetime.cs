namespace App.Platform.Ui;

/// <summary>
/// Provides a token that is canceled when a component is disposed. It can still be read afterwards, unlike the token of a
/// disposed source: a component that is disposed while it loads goes on to load, and an exception would end the circuit.
/// </summary>
public sealed class ComponentLifetime : IDisposable
{
    readonly CancellationTokenSource source = new();

    public ComponentLifetime() => Token = source.Token;

    public CancellationToken Token { get; }

    public bool IsOver => Token.IsCancellationRequested;

    public void Dispose()
    {
        if (IsOver)
            return;
        source.Cancel();
        source.Dispose();
    }
}
