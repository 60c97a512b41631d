using App.Platform;

namespace App.Backstage;

/// <summary>Each hour what is still under an older key comes under the newest: what an instance has sealed before it knew of it, too.</summary>
public sealed class RewrapAged(IServiceScopeFactory scopes) : IScheduled
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System("key rotation", null));
        await AllAsync(scope.ServiceProvider.GetRequiredService<RewrapSecrets>(), ct);
    }

    /// <summary>One short transaction after the other, until none is left or one fails. How many it were.</summary>
    public static async Task<Result<RewrapSecrets.Answer>> AllAsync(RewrapSecrets rewrap, CancellationToken ct)
    {
        for (var renewed = 0; ;)
        {
            var answer = await rewrap.ExecuteAsync(new(), null, ct);
            if (!answer.Succeeded)
                return answer.Problem;
            if (answer.Value.Renewed == 0)
                return answer.Value with { Renewed = renewed };
            renewed += answer.Value.Renewed;
        }
    }
}
