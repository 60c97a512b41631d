using App;
using App.Backstage;
using App.Demo;

var builder = WebApplication.CreateBuilder(args);
if (args is ["migrate", ..])
{
    if (builder.Environment.IsProduction() && Settings.FaultsOfMigration(builder.Configuration) is { Count: > 0 } ownerFaults)
    {
        Console.Error.WriteLine("Stockade cannot migrate. Fix these settings:");
        foreach (var fault in ownerFaults)
            Console.Error.WriteLine($"  - {fault}");
        return 78; // EX_CONFIG
    }
    var owner = builder.Configuration.GetConnectionString("Owner")
        ?? throw new InvalidOperationException("ConnectionStrings__Owner is missing.");
    await Migrator.MigrateAsync(owner);
    return 0;
}

// The checks and the hardening of Production depend on the name, so a misspelled one must not start without them. Tests run in
// the process of the test runner, where the entry assembly is another one.
var isTest = System.Reflection.Assembly.GetEntryAssembly() != typeof(Program).Assembly;
if (!isTest && !builder.Environment.IsDevelopment() && !builder.Environment.IsProduction())
{
    Console.Error.WriteLine("Stockade cannot start. Fix these settings:");
    Console.Error.WriteLine("  - ASPNETCORE_ENVIRONMENT must be Production or Development.");
    return 78; // EX_CONFIG
}

if (builder.Environment.IsProduction() && Settings.Faults(builder.Configuration, Features.Settings) is { Count: > 0 } faults)
{
    Console.Error.WriteLine("Stockade cannot start. Fix these settings:");
    foreach (var fault in faults)
        Console.Error.WriteLine($"  - {fault}");
    return 78; // EX_CONFIG
}

if (args is ["operator", var change, var email])
    return await OperatorCommand.RunAsync(builder, change, email);

if (args is ["keys", var action, var keys])
    return await KeysCommand.RunAsync(builder, action, keys);

builder.ConfigureListening();
builder.Services.AddFeatures(builder.Configuration);
builder.Services.AddBackgroundLoops();
builder.Services.AddHostedService<IdleMemoryTrimmer>();
var app = builder.Build();
if (KeyRing.Fault(app.Services) is { } keyFault)
{
    Console.Error.WriteLine($"Stockade cannot start. Fix these settings:\n  - {keyFault}");
    return 78; // EX_CONFIG
}
app.MapFeatures();
await app.StartDemoAsync();
app.Run();
return 0;
