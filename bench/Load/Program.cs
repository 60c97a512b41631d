// Loads the data, starts the published product and the baseline, measures them in turn and prints the table. bench/run starts it.
using System.Globalization;
using Load;
using Npgsql;

var options = Options.Read();
var port = int.Parse(Options.Need("BENCH_PORT"), CultureInfo.InvariantCulture);
await using var database = NpgsqlDataSource.Create(Options.Need("BENCH_DATABASE"));
var data = new Data(database);
var footing = new List<(string What, double Found, string Unit, string Goal)>();

Console.Error.WriteLine($"Loading {options.Organizations[0]} organizations of {options.Products} products, {options.AuditRows} audit entries");
await data.GrowAsync(options.Organizations[0], options.Products, options.AuditRows / options.Organizations[0]);

using var app = await Side.StartAsync("app", Options.Need("BENCH_APP"), port, "/login", new()
{
    ["ASPNETCORE_ENVIRONMENT"] = "Development", // Production refuses relaxed limits
    ["STOCKADE_LIMITS"] = "relaxed",
    ["STOCKADE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
    ["STOCKADE_DEMO"] = "false",
    ["Encryption__Key"] = $"bench:{Convert.ToBase64String(new byte[32])}",
    ["Webhooks__AllowedNetworks"] = "127.0.0.0/8",
});
footing.Add(("cold start to the first page", app.ColdStart / 1000, "s of CPU", "at most 3 s"));
using var baseline = await Side.StartAsync("baseline", Options.Need("BENCH_BASELINE"), port + 2, "/ready", new() { ["ASPNETCORE_URLS"] = $"http://localhost:{port + 2}" });
await using var receiver = await Receiver.StartAsync(port + 3);

var bench = new Bench(app, baseline, int.Parse(Options.Need("BENCH_POSTMASTER"), CultureInfo.InvariantCulture), data, options);
Table.Begin();
var calls = new Calls(app, baseline, data, options.Products);
foreach (var organizations in options.Organizations)
{
    if (data.Organizations.Count < organizations)
    {
        Console.Error.WriteLine($"Growing to {organizations} organizations");
        await data.GrowAsync(organizations, options.Products, 1000);
    }
    await CompareAsync("", calls);
    await bench.CompareAsync("API get, against one statement alone", "", calls.GetAsync, calls.BareSingleGetAsync, options.Of(3000));
    await bench.CompareAsync("Audit filter", "3x", calls.AuditAsync, calls.BareAuditAsync, options.Of(1500));
    await bench.CompareAsync("Storefront page, cached", "4x", calls.FirstPageAsync, calls.PreparedPageAsync, options.Of(2000));
    await DeliverAsync(options.Of(10_000));
}

if (options.WantsPartOf("Growth"))
    foreach (var products in options.Growth)
    {
        Console.Error.WriteLine($"Loading 2 organizations of {products} products");
        await data.ReplaceAsync(2, products);
        await CompareAsync($"Growth, {products} products: ", new Calls(app, baseline, data, products));
    }

if (options.WantsPartOf("Lists"))
    await new Lists(app, bench, data, options).RunAsync();

if (options.Wants("Sign-in storm"))
{
    var weather = await new Storm(app, calls, TimeSpan.FromSeconds(options.Quick ? 15 : 60)).RunAsync();
    var signIns = $"{weather.Sent} sign-ins ({weather.Verified} verified, {weather.TurnedAway} rejected)";
    footing.Add(($"p99 of a page during {signIns}", weather.PageP99, "ms", "at most 1000 ms"));
    footing.Add(("p99 of an API call meanwhile", weather.ApiP99, "ms", "at most 1000 ms"));
}
footing.Add(("resident memory after the bench", Cpu.ResidentOf(app.Id), "MB", ""));
footing.Add(("resident memory when idle, trimmed by the app", await Cpu.ResidentAtRestOfAsync(app.Id), "MB", "at most 300 MB"));
if (options.Wants("Circuits"))
{
    await OpenPagesAsync("home", "", "at most 45 MB");
    await OpenPagesAsync("a list of 20", "/products", "at most 117 MB");
}
Table.End(footing);

// Measures what grows if the product reads more than it shows.
async Task CompareAsync(string size, Calls calls)
{
    await bench.CompareAsync($"{size}API list of 20", "2.2x", calls.ListAsync, calls.BareListAsync, options.Of(1500));
    await bench.CompareAsync($"{size}API get", "2.2x", calls.GetAsync, calls.BareGetAsync, options.Of(3000));
    await bench.CompareAsync($"{size}Order of 3 lines", "2.2x", calls.OrderAsync, calls.BareOrderAsync, options.Of(600));
    await bench.CompareAsync($"{size}Order by cart in 8 calls", "3x", calls.CartAsync, calls.BareCartAsync, options.Of(100));
    await bench.AlternateAsync($"{size}Storefront page, cold", "3x", async () =>
    {
        await calls.ForgetAsync();
        return await bench.DriveAsync(app, calls.ShopAsync, options.Of(200));
    }, () => bench.DriveAsync(baseline, calls.BareShopAsync, options.Of(200)));
}

// Measures the memory that 200 idle open pages add.
async Task OpenPagesAsync(string name, string path, string goal)
{
    const int few = 60, many = 200;
    var (organization, pages) = (data.Organizations[0], new List<OpenPage>());
    double before = 0, added = 0;
    for (var i = 0; i < few + many; i++)
    {
        if (i == few) // the first pages load and recompile code, which is not the cost of a circuit
            before = await Cpu.ResidentAtRestOfAsync(app.Id);
        pages.Add(await OpenPage.OpenAsync(app, $"/{organization.Slug}{path}", $"__Host-staff-session={data.Tokens.OfStaff(organization)}"));
    }
    added = await Cpu.ResidentAtRestOfAsync(app.Id) - before;
    foreach (var page in pages)
        await page.DisposeAsync();
    footing.Add(($"memory of {many} open circuits ({name})", added, "MB", goal));
    var left = await Cpu.ResidentAtRestOfAsync(app.Id) - before;
    footing.Add(("of this, still used after they are closed", left, "MB", "released"));
}

async Task DeliverAsync(int count)
{
    const string name = "Webhook deliveries";
    if (!options.Wants(name))
        return;
    var endpoints = await calls.SubscribeAsync(receiver.Url);
    await bench.AlternateAsync(name, "rate at least 0.6x",
        () => data.RaiseAsync(count, raised => bench.MeasureAsync(app, count, [], async () =>
        {
            var all = receiver.Expect(count);
            await raised.CommitAsync();
            await all;
        })),
        async () =>
        {
            await data.QueueAsync(count, receiver.Url);
            return await bench.MeasureAsync(baseline, count, [], calls.DeliverAsync);
        });
    foreach (var (organization, endpoint) in endpoints)
        await calls.UnsubscribeAsync(organization, endpoint);
    await data.SettleAsync();
}
