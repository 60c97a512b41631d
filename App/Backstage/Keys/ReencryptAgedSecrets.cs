namespace App.Backstage;

/// <summary>
/// Re-encrypts secrets that an older key encrypted with the newest key, every hour. This includes secrets that another instance
/// encrypted before it loaded the newest key.
/// </summary>
public sealed class ReencryptAgedSecrets(IServiceScopeFactory scopes) : IScheduled
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("key rotation");
        await AllAsync(scope.ServiceProvider.GetRequiredService<ReencryptSecrets>(), ct);
    }

    /// <summary>
    /// Re-encrypts all secrets in a series of short transactions, and returns their number. It stops if one fails.
    /// </summary>
    public static async Task<Result<ReencryptSecrets.Answer>> AllAsync(ReencryptSecrets reencrypt, CancellationToken ct)
    {
        for (var renewed = 0; ;)
        {
            var answer = await reencrypt.ExecuteAsync(new(), null, ct);
            if (!answer.Succeeded)
                return answer.Problem;
            if (answer.Value.Renewed == 0)
                return answer.Value with { Renewed = renewed };
            renewed += answer.Value.Renewed;
        }
    }
}
