namespace App.Webhooks;

/// <summary>Disables endpoints that have failed for <see cref="Patience"/> without a success. Each raises an event.</summary>
public sealed class DisableFailing(OpsDatabase database, IServiceScopeFactory scopes, TimeProvider clock) : IScheduled
{
    /// <summary>An endpoint that has failed for this long without a success is disabled.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    /// <summary>Returns <see cref="Patience"/> in words, such as "5 days".</summary>
    public static string Describe() => $"{Patience.Days} days";

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (organization, endpoint) in await FailingAsync(ct))
        {
            await using var scope = scopes.CreateSystemScope("webhook sweep", organization);
            var disable = scope.ServiceProvider.GetRequiredService<DisableWebhookEndpoint>();
            await disable.ExecuteAsync(new(endpoint, DisabledReason.Failing), null, ct);
        }
    }

    async Task<IReadOnlyList<(Guid Organization, Id<WebhookEndpoint> Endpoint)>> FailingAsync(CancellationToken ct)
    {
        await using var read = database.Source.Command($"""
            select organization_id, id from webhook_endpoints
            where failing_since <= $1 and status = '{nameof(EndpointStatus.Enabled)}' and archived_at is null
            """, clock.GetUtcNow() - Patience);
        await using var row = await read.ExecuteReaderAsync(ct);
        var failing = new List<(Guid, Id<WebhookEndpoint>)>();
        while (await row.ReadAsync(ct))
            failing.Add((row.GetGuid(0), new(row.GetGuid(1))));
        return failing;
    }
}
