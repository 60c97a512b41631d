using App;
using App.Backstage;
using App.Demo;
using App.Platform;

var builder = WebApplication.CreateBuilder(args);
if (args is ["migrate", ..])
{
    await Migrator.MigrateAsync(builder.Configuration.GetConnectionString("Owner") ?? throw new InvalidOperationException("ConnectionStrings__Owner is missing."));
    return 0;
}

if (builder.Environment.IsProduction() && Settings.Faults(builder.Configuration) is { Count: > 0 } faults)
{
    Console.Error.WriteLine("Stockade does not start with these settings:\n" + string.Join('\n', faults.Select(fault => $"  - {fault}")));
    return 78; // EX_CONFIG
}

if (args is ["operator", var change, var email])
    return await OperatorCommand.RunAsync(builder, change, email);

if (args is ["keys", var deed, var ring])
    return await KeysCommand.RunAsync(builder, deed, ring);

builder.ConfigureListening();
builder.Services.AddHouse(builder.Configuration);
builder.Services.AddLoops();
builder.Services.AddHostedService<Tidying>();
var app = builder.Build();
if (KeyRing.Fault(app.Services) is { } strange)
{
    Console.Error.WriteLine($"Stockade does not start with these settings:\n  - {strange}");
    return 78;
}
app.MapHouse();
await app.StartDemoAsync();
app.Run();
return 0;
