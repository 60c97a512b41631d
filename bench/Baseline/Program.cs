// What the bench compares with: Kestrel and Npgsql, the statements of the product, JSON and HTML written by hand. Nobody is asked who
// they are or what they may do, no request is checked, no row level security applies (it connects as the bench's superuser).
using Baseline;
using Npgsql;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(builder.Configuration["BENCH_DATABASE"])
{
    MaxAutoPrepare = 60,
    MaxPoolSize = 20,
    NoResetOnClose = true,
}.ConnectionString);

var app = builder.Build();
app.MapGet("/ready", () => Results.Ok());
new Products(database).Map(app);
new Audit(database).Map(app);
new Orders(database).Map(app);
new Deliveries(database).Map(app);
new Shop(database).Map(app);
app.Run();
