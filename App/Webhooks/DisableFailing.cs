using App.Platform;

namespace App.Webhooks;

/// <summary>Endpoints that have known nothing but failure for five days are disabled, and the organization is told by event.</summary>
public sealed class DisableFailing(OpsDatabase database, IServiceScopeFactory scopes, TimeProvider clock) : IScheduled
{
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (organization, endpoint) in await FailingAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System("webhook sweep", organization));
            await scope.ServiceProvider.GetRequiredService<DisableWebhookEndpoint>().ExecuteAsync(new(endpoint, DisabledReason.Failing), null, ct);
        }
    }

    async Task<IReadOnlyList<(Guid Organization, Id<WebhookEndpoint> Endpoint)>> FailingAsync(CancellationToken ct)
    {
        await using var read = database.Source.Command(
            "select organization_id, id from webhook_endpoints where failing_since <= $1 and status = 'Enabled' and archived_at is null", clock.GetUtcNow() - Patience);
        await using var row = await read.ExecuteReaderAsync(ct);
        var failing = new List<(Guid, Id<WebhookEndpoint>)>();
        while (await row.ReadAsync(ct))
            failing.Add((row.GetGuid(0), new(row.GetGuid(1))));
        return failing;
    }
}
