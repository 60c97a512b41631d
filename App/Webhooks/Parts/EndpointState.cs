namespace App.Webhooks.Parts;

/// <summary>The status of an endpoint as pages show it: an enabled endpoint whose deliveries fail is failing.</summary>
public enum EndpointState { Enabled, Failing, Disabled }

static class EndpointStates
{
    public static EndpointState Of(EndpointView endpoint)
    {
        if (endpoint.Status == EndpointStatus.Disabled)
            return EndpointState.Disabled;
        return endpoint.FailingSince is null ? EndpointState.Enabled : EndpointState.Failing;
    }
}
