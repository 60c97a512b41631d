using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace App.Platform.Http;

/// <summary>Registers a circuit under its session while it is open, and drops its input once the session has ended.</summary>
sealed class SessionCircuit(CircuitState state, OpenCircuits open, Caller caller, IJSRuntime script) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        state.Leave = () => script.InvokeVoidAsync("location.reload", cancellationToken: CancellationToken.None).AsTask();
        caller.Within($"circuit_{circuit.Id[..8]}");
        if (state.SessionId is { } session)
            open.Opened(session, state);
        else
            state.End(); // only signed-in people may have a circuit
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        open.Closed(state);
        return Task.CompletedTask;
    }

    /// <summary>Drops clicks, input and calls from JavaScript that arrive after the session has ended.</summary>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) =>
        activity => state.IsOver ? Task.CompletedTask : next(activity);
}
