using App.Platform;

namespace App.Backstage;

/// <summary>Each hour what is still under an older key comes under the newest: what an instance has sealed before it knew of it, too.</summary>
public sealed class RewrapAged(IServiceScopeFactory scopes) : IScheduled
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System("key rotation", null));
        await scope.ServiceProvider.GetRequiredService<RewrapSecrets>().ExecuteAsync(new(), null, ct);
    }
}
