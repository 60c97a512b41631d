// The baseline of the benchmark: Kestrel and Npgsql with the SQL statements of the product, and JSON and HTML written by hand. It
// has no authentication, no authorization, no validation and no row level security (it connects as the benchmark's superuser).
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
new Cart(database).Map(app);
app.Run();
