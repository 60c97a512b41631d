using App;
using App.Backstage;
using App.Demo;

var builder = WebApplication.CreateBuilder(args);
if (args is ["migrate", ..])
{
    var owner = builder.Configuration.GetConnectionString("Owner")
        ?? throw new InvalidOperationException("ConnectionStrings__Owner is missing.");
    await Migrator.MigrateAsync(owner);
    return 0;
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
