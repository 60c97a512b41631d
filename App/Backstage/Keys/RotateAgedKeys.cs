using App.Platform;

namespace App.Backstage;

/// <summary>Rings whose newest key is 90 days old get a new one.</summary>
public sealed class RotateAgedKeys(IServiceScopeFactory scopes, SigningKeys keys, TimeProvider clock) : IScheduled
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var realm in Enum.GetValues<Realm>())
        {
            if (await keys.NewestAsync(realm, ct) is not { } made || made + SigningKeys.Age > clock.GetUtcNow())
                continue;
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System("key rotation", null));
            await scope.ServiceProvider.GetRequiredService<RotateSigningKeys>().ExecuteAsync(new(realm), null, ct);
        }
    }
}
