using App;
using App.Backstage;
using App.Demo;

var builder = WebApplication.CreateBuilder(args);
if (Hardening.FaultOf(builder.Environment) is { } environmentFault)
    return Refuse("start", environmentFault);

if (args is ["migrate", ..])
{
    if (builder.Environment.IsHardened() && Settings.FaultsOfMigration(builder.Configuration) is { Count: > 0 } ownerFaults)
        return Refuse("migrate", [.. ownerFaults]);
    var owner = builder.Configuration.GetConnectionString("Owner")
        ?? throw new InvalidOperationException("ConnectionStrings__Owner is missing.");
    await Migrator.MigrateAsync(owner);
    return 0;
}

if (builder.Environment.IsHardened() && Settings.Faults(builder.Configuration, Features.Settings) is { Count: > 0 } faults)
    return Refuse("start", [.. faults]);

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
    return Refuse("start", keyFault);
if (app.Environment.IsHardened() && await DatabaseRoles.FaultsAsync(app.Services, default) is { Count: > 0 } roleFaults)
    return Refuse("start", [.. roleFaults]);
app.MapFeatures();
await app.StartDemoAsync();
app.Run();
return 0;

static int Refuse(string what, params IEnumerable<string> faults)
{
    Console.Error.WriteLine($"Stockade cannot {what}. Fix these settings:");
    foreach (var fault in faults)
        Console.Error.WriteLine($"  - {fault}");
    return 78; // EX_CONFIG
}
