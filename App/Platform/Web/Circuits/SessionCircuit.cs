using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace App.Platform;

/// <summary>Ties a circuit to its session: on record while it is open, and deaf once the session has ended.</summary>
sealed class SessionCircuit(CircuitState state, OpenCircuits open, Caller caller, IJSRuntime script) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        state.Leave = () => script.InvokeVoidAsync("location.reload", cancellationToken: CancellationToken.None).AsTask();
        caller.Within($"circuit_{circuit.Id[..8]}");
        if (state.SessionId is { } session)
            open.Opened(session, state);
        else
            state.End(); // circuits are for people who are signed in
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        open.Closed(state);
        return Task.CompletedTask;
    }

    /// <summary>Clicks, input and calls from script: what arrives after the end is dropped.</summary>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        activity => state.IsOver ? Task.CompletedTask : next(activity);
}
