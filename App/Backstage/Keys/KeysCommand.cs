namespace App.Backstage;

/// <summary>
/// Runs <c>App.dll keys rotate staff|shopper|data</c>, which creates a new signing or encryption key. Use it if a key may have
/// leaked, or at any other time. The app can be running.
/// </summary>
public static class KeysCommand
{
    /// <summary>Runs the command and returns its exit code.</summary>
    public static async Task<int> RunAsync(WebApplicationBuilder builder, string what, string of)
    {
        var realm = RealmOf(of);
        if (what != "rotate" || (realm is null && of != "data"))
        {
            Console.Error.WriteLine("Usage: App.dll keys rotate staff|shopper|data");
            return 64; // EX_USAGE
        }
        builder.Services.AddFeatures(builder.Configuration);
        await using var app = builder.Build();
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope("console");
        return realm is { } known
            ? await RotateAsync(scope.ServiceProvider, known)
            : await RotateDataAsync(scope.ServiceProvider);
    }

    static Realm? RealmOf(string text) => Enum.GetValues<Realm>().Cast<Realm?>()
        .FirstOrDefault(realm => string.Equals($"{realm}", text, StringComparison.OrdinalIgnoreCase));

    static async Task<int> RotateAsync(IServiceProvider services, Realm realm)
    {
        var result = await services.GetRequiredService<RotateSigningKeys>().ExecuteAsync(new(realm));
        var name = realm.ToString().ToLowerInvariant();
        Console.WriteLine(result.Problem?.Detail
            ?? $"A new {name} key starts signing in {SigningKeys.Ahead.TotalMinutes:0} minutes. " +
                "Tokens of the old key stay valid until they expire.");
        return result.Succeeded ? 0 : 1;
    }

    static async Task<int> RotateDataAsync(IServiceProvider services)
    {
        var keys = services.GetRequiredService<EncryptionKeys>();
        Console.WriteLine(keys.Folder is null
            ? "The key comes from the environment. Set a new one as Encryption__Key, " +
                "and add the previous one to Encryption__OldKeys."
            : $"The new key {keys.Add().Id} encrypts from now on.");
        var result = await ReencryptAgedSecrets.AllAsync(
            services.GetRequiredService<ReencryptSecrets>(), CancellationToken.None);
        Console.WriteLine(result.Problem?.Detail
            ?? $"{result.Value.Renewed} secrets were re-encrypted with {result.Value.Key}. " +
                "Keep the older keys for backups that were made before.");
        return result.Succeeded ? 0 : 1;
    }
}
