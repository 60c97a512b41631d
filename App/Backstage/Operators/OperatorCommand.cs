using App.Platform;

namespace App.Backstage;

/// <summary><c>App.dll operator add|remove EMAIL</c>: for whoever has the installation's settings in hand.</summary>
public static class OperatorCommand
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(WebApplicationBuilder builder, string change, string email)
    {
        if (change is not ("add" or "remove"))
        {
            Console.Error.WriteLine("Usage: App.dll operator add|remove EMAIL");
            return 64; // EX_USAGE
        }
        builder.Services.AddHouse(builder.Configuration);
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System("console", null));
        var result = await scope.ServiceProvider.GetRequiredService<AppointOperator>().ExecuteAsync(new(email, change == "add"));
        Console.WriteLine(result.Problem?.Detail ?? (change == "add" ? $"{email} may go backstage now." : $"{email} is out, at once."));
        return result.Succeeded ? 0 : 1;
    }
}
