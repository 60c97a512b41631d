using App.Platform;

namespace App.Backstage;

/// <summary><c>App.dll keys rotate staff|shopper</c>: when a key may have been seen by someone, or just so.</summary>
public static class KeysCommand
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(WebApplicationBuilder builder, string what, string of)
    {
        if (what != "rotate" || !Enum.TryParse<Realm>(of, ignoreCase: true, out var realm) || int.TryParse(of, out _))
        {
            Console.Error.WriteLine("Usage: App.dll keys rotate staff|shopper");
            return 64; // EX_USAGE
        }
        builder.Services.AddHouse(builder.Configuration);
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System("console", null));
        var result = await scope.ServiceProvider.GetRequiredService<RotateSigningKeys>().ExecuteAsync(new(realm));
        Console.WriteLine(result.Problem?.Detail ?? $"A new {of} key signs in {SigningKeys.Ahead.TotalMinutes:0} minutes. Tokens of the old one count until they run out.");
        return result.Succeeded ? 0 : 1;
    }
}
