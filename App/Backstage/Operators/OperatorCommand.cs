namespace App.Backstage;

/// <summary>
/// Runs <c>App.dll operator add|remove EMAIL</c>, which makes an account a platform administrator or removes it. It requires
/// access to the installation's settings.
/// </summary>
public static class OperatorCommand
{
    /// <summary>Runs the command and returns its exit code.</summary>
    public static async Task<int> RunAsync(WebApplicationBuilder builder, string change, string email)
    {
        if (change is not ("add" or "remove"))
        {
            Console.Error.WriteLine("Usage: App.dll operator add|remove EMAIL");
            return 64; // EX_USAGE
        }
        builder.Services.AddFeatures(builder.Configuration);
        await using var app = builder.Build();
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope("console");
        var result = await scope.ServiceProvider.GetRequiredService<AppointOperator>().ExecuteAsync(new(email, change == "add"));
        if (result.Problem is { } problem)
        {
            Console.WriteLine(problem.Detail);
            return 1;
        }
        Console.WriteLine(change == "add"
            ? $"{email} is now a platform administrator."
            : $"{email} is no longer a platform administrator. Access ends immediately.");
        return 0;
    }
}
