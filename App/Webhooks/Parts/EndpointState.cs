namespace App.Webhooks.Parts;

/// <summary>The status of an endpoint as pages show it: an enabled endpoint whose deliveries fail is failing.</summary>
public enum EndpointState { Enabled, Failing, Disabled }
