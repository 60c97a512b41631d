namespace App.Backstage;

/// <summary>Creates a new signing key for each realm whose newest key is 90 days old.</summary>
public sealed class RotateAgedKeys(IServiceScopeFactory scopes, SigningKeys keys, TimeProvider clock) : IScheduled
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var realm in Enum.GetValues<Realm>())
        {
            if (await keys.NewestAsync(realm, ct) is not { } createdAt || createdAt + SigningKeys.Age > clock.GetUtcNow())
                continue;
            await using var scope = scopes.CreateSystemScope("key rotation");
            await scope.ServiceProvider.GetRequiredService<RotateSigningKeys>().ExecuteAsync(new(realm), null, ct);
        }
    }
}
