using App.Platform;

namespace App.Backstage;

/// <summary><c>App.dll keys rotate staff|shopper|data</c>: when a key may have been seen by someone, or just so. The app may be running.</summary>
public static class KeysCommand
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(WebApplicationBuilder builder, string what, string of)
    {
        var realm = Enum.GetValues<Realm>().Cast<Realm?>().FirstOrDefault(realm => string.Equals($"{realm}", of, StringComparison.OrdinalIgnoreCase));
        if (what != "rotate" || (realm is null && of != "data"))
        {
            Console.Error.WriteLine("Usage: App.dll keys rotate staff|shopper|data");
            return 64; // EX_USAGE
        }
        builder.Services.AddHouse(builder.Configuration);
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System("console", null));
        return realm is { } ring ? await RotateAsync(scope.ServiceProvider, ring) : await RotateDataAsync(scope.ServiceProvider);
    }

    static async Task<int> RotateAsync(IServiceProvider services, Realm realm)
    {
        var result = await services.GetRequiredService<RotateSigningKeys>().ExecuteAsync(new(realm));
        Console.WriteLine(result.Problem?.Detail ?? $"A new {realm.ToString().ToLowerInvariant()} key signs in {SigningKeys.Ahead.TotalMinutes:0} minutes. Tokens of the old one count until they run out.");
        return result.Succeeded ? 0 : 1;
    }

    static async Task<int> RotateDataAsync(IServiceProvider services)
    {
        var keys = services.GetRequiredService<FieldKeys>();
        Console.WriteLine(keys.Folder is null
            ? "The key comes from the environment: a new one is set there as Encryption__Key, the one before it among Encryption__OldKeys."
            : $"A new key seals from now on: {keys.Add().Id}.");
        var result = await RewrapAged.AllAsync(services.GetRequiredService<RewrapSecrets>(), CancellationToken.None);
        Console.WriteLine(result.Problem?.Detail ?? $"{result.Value.Renewed} secrets were sealed anew under {result.Value.Key}. Keep the keys before it for backups that are older than this.");
        return result.Succeeded ? 0 : 1;
    }
}
