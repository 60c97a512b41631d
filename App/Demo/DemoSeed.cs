using System.Security.Cryptography;
using App.Accounts;
using App.ApiKeys;
using App.Backstage;
using App.Customers;
using App.Orders;
using App.Organizations;
using App.SignIn;
using App.Storefront;
using App.Webhooks;
using Npgsql;

namespace App.Demo;

/// <summary>
/// Seeds the demo data before the app starts to listen in Development, once for each data folder: a platform administrator and
/// two organizations with members, API keys, a webhook and 18 months of orders. It never runs in Production.
/// </summary>
sealed class DemoSeed(IServiceProvider services, IConfiguration configuration, TimeProvider clock)
{
    readonly string url = $"http://localhost:{configuration.GetValue("STOCKADE_PORT", 5080)}";
    readonly string httpsUrl = $"https://localhost:{configuration.GetValue("STOCKADE_PORT", 5080) + 1}";
    readonly DemoFile file = new(Path.Combine(configuration["STOCKADE_DATA"] ?? ".data", "demo.json"));

    /// <summary>Returns true in Development unless STOCKADE_DEMO is false.</summary>
    public static bool Wanted(IHostEnvironment environment, IConfiguration configuration) =>
        environment.IsDevelopment()
        && !string.Equals(configuration["STOCKADE_DEMO"], "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Seeds the demo data unless it exists, and returns what was seeded now or earlier.</summary>
    public async Task<DemoFile.Content> PrepareAsync(CancellationToken ct)
    {
        await using var connection = await services.GetRequiredService<OpsDatabase>().Source.OpenConnectionAsync(ct);
        // the lock makes concurrent starts seed one after the other; it is released with the transaction
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var takeLock = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('stockade demo'))", connection)
        {
            CommandTimeout = 120,
        };
        await takeLock.ExecuteNonQueryAsync(ct);

        var content = file.Exists ? file.Read() : DemoFile.Content.Nothing;
        var slugs = DemoOrganization.All.Select(demo => demo.Slug).ToArray();
        await using var count = new NpgsqlCommand(
            "select count(*) from platform.organization_slugs where slug = any($1)", connection)
        {
            Parameters = { new() { Value = slugs } },
        };
        if ((long)(await count.ExecuteScalarAsync(ct))! == 0)
            content = await SeedAsync(ct);
        if (content.Organizations.Count > 0)
            file.Write(url, httpsUrl, configuration, content);
        return content;
    }

    async Task<DemoFile.Content> SeedAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var fast = CreateFastServices();
        var seeded = new List<DemoFile.Organization>();
        foreach (var demo in DemoOrganization.All)
            seeded.Add(await CreateOrganizationAsync(fast, demo, now.AddMonths(-DemoHistory.Months).AddDays(-1), ct));
        var administrator = await CreateAdministratorAsync(fast, ct);
        file.Write(url, httpsUrl, configuration, new(administrator, seeded));
        var histories = DemoOrganization.All
            .Zip(seeded, (demo, organization) => new DemoHistory(fast, demo, organization.Id, now))
            .ToList();
        await Task.WhenAll(histories.Select(history => Task.Run(() => history.PlayAsync(ct), ct)));
        for (var i = 0; i < seeded.Count; i++)
        {
            await CreateWebhookAsync(fast, seeded[i], ct);
            var shoppers = await CreateStorefrontAsync(fast, seeded[i], DemoOrganization.All[i], histories[i].Buyers, ct);
            seeded[i] = seeded[i] with { Customers = shoppers };
            await CreateCommentsAsync(fast, seeded[i], histories[i].Buyers[0], now, ct);
        }
        return new(administrator, seeded);
    }

    static async Task<DemoFile.Administrator> CreateAdministratorAsync(ServiceProvider fast, CancellationToken ct)
    {
        const string email = "admin@stockade.example";
        var password = NewPassword();
        var hashed = await HashAsync(fast, password, ct);
        var scope = new DemoScope(fast, new("demo", null));
        var seeded = (await scope.Get<SeedAdministrator>().ExecuteAsync(new("Sam Whitfield", email, hashed), null, ct)).Value;
        _ = (await scope.Get<AppointOperator>().ExecuteAsync(new(email, true), null, ct)).Value;
        return new(email, password, seeded.Secret);
    }

    /// <summary>Sets the color of the storefront and creates two shoppers.</summary>
    static async Task<IReadOnlyList<DemoFile.Customer>> CreateStorefrontAsync(
        ServiceProvider fast, DemoFile.Organization organization, DemoOrganization demo, IReadOnlyList<Id<Customer>> buyers,
        CancellationToken ct)
    {
        var scope = new DemoScope(fast, new("demo", organization.Id));
        _ = (await scope.Get<UpdateOrganization>().ExecuteAsync(new() { Address = demo.Address }, null, ct)).Value;
        _ = (await scope.Get<UpdateStorefront>().ExecuteAsync(new() { Accent = demo.Accent }, null, ct)).Value;
        var shoppers = new List<DemoFile.Customer>();
        foreach (var buyer in buyers.Take(2))
        {
            var password = NewPassword();
            var hashed = await HashAsync(fast, password, ct);
            var shopper = (await scope.Get<SeedShopper>().ExecuteAsync(new(buyer, hashed), null, ct)).Value;
            shoppers.Add(new(shopper.Email, password));
        }
        return shoppers;
    }

    /// <summary>Lets the members talk about the oldest open order, with a mention, and about the best customer.</summary>
    static async Task CreateCommentsAsync(
        ServiceProvider fast, DemoFile.Organization organization, Id<Customer> buyer, DateTimeOffset now, CancellationToken ct)
    {
        var scope = new DemoScope(fast, new("demo", organization.Id));
        var members = (await scope.Get<ListMembers>().ExecuteAsync(new(new PageRequest()), ct)).Value.Data
            .ToDictionary(member => member.Role, member => member.Id);
        var open = new ListOrders.Request(new PageRequest(1, Sort: "placed_at"), OrderFilter.Open);
        var order = (await scope.Get<ListOrders>().ExecuteAsync(open, ct)).Value.Data[0];
        await WriteAsync(
            order.Id.ToString(), Role.Admin, order.PlacedAt.AddMinutes(25),
            $"They ask for delivery before noon. <@{members[Role.Member]}> can you pack this one first?");
        await WriteAsync(order.Id.ToString(), Role.Member, order.PlacedAt.AddMinutes(40), "Packed. It waits for the driver.");
        await WriteAsync(
            buyer.ToString(), Role.Owner, now.AddDays(-20), "Calls every Monday morning with the order of the week.");

        async Task WriteAsync(string record, Role author, DateTimeOffset time, string text)
        {
            var inThePast = new DemoScope(fast, new("demo", organization.Id, time < now ? time : now));
            _ = (await inThePast.Get<SeedComment>().ExecuteAsync(new(record, members[author], text), null, ct)).Value;
        }
    }

    static readonly RoleDraft Auditor = new(
        "Auditor",
        [
            "audit.read", "comments.read", "customers.read", "events.read", "inventory.read", "keys.read", "members.read",
            "orders.read", "products.read", "security_events.read", "webhooks.read",
        ],
        "Sees who did what, and changes nothing.");

    static string NewPassword() =>
        RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789", 20);

    static async Task<HashedPassword> HashAsync(ServiceProvider fast, string password, CancellationToken ct) =>
        (await fast.GetRequiredService<PasswordHashingQueue>().HashAsync(password, ct)).Value;

    static async Task<DemoFile.Organization> CreateOrganizationAsync(
        ServiceProvider fast, DemoOrganization demo, DateTimeOffset created, CancellationToken ct)
    {
        var people = new List<DemoFile.Person>();
        var staff = new List<SeedOrganization.Person>();
        foreach (var (name, role) in demo.Staff)
        {
            var person = new DemoFile.Person($"{name.Split(' ')[0].ToLowerInvariant()}@{demo.Domain}", NewPassword(), role);
            people.Add(person);
            var hashed = await HashAsync(fast, person.Password, ct);
            staff.Add(Enum.TryParse<Role>(role, ignoreCase: true, out var builtIn)
                ? new(name, person.Email, builtIn, hashed)
                : new(name, person.Email, Role.Custom, hashed, Auditor));
        }

        var request = new SeedOrganization.Request(new NewOrganization(demo.Name, demo.Currency, demo.TimeZone), staff);
        var inThePast = new DemoScope(fast, new("demo", null, created));
        var organization = (await inThePast.Get<SeedOrganization>().ExecuteAsync(request, null, ct)).Value;
        var scope = new DemoScope(fast, new("demo", organization.Id.Value));
        var scopes = fast.GetRequiredService<PermissionCatalog>().Scopes;
        var readScopes = scopes.Where(name => name.EndsWith(":read", StringComparison.Ordinal));
        var admin = (await scope.Get<CreateApiKey>().ExecuteAsync(new("Demo: all scopes", [.. scopes]), null, ct)).Value;
        var reader = (await scope.Get<CreateApiKey>().ExecuteAsync(new("Demo: read only", [.. readScopes]), null, ct)).Value;
        return new(
            organization.Id.Value, organization.Id.ToString(), organization.Slug, organization.Name, people,
            new(admin.Secret!, reader.Secret!), null, []);
    }

    async Task CreateWebhookAsync(ServiceProvider fast, DemoFile.Organization organization, CancellationToken ct)
    {
        var scope = new DemoScope(fast, new("demo", organization.Id));
        var receiver = $"{url}/dev/receiver/{organization.Slug}";
        _ = (await scope.Get<CreateWebhookEndpoint>().ExecuteAsync(
            new(receiver, ["*"], "Receiver of this installation"), null, ct)).Value;
    }

    /// <summary>
    /// Creates a second service provider for seeding. Its database connections don't wait for the disk at each of several
    /// thousand commits.
    /// </summary>
    ServiceProvider CreateFastServices()
    {
        var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("App"))
        {
            Options = "-c synchronous_commit=off",
            MaxPoolSize = 4,
        };
        var settings = new ConfigurationBuilder()
            .AddConfiguration(configuration)
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:App"] = connection.ConnectionString })
            .Build();
        var collection = new ServiceCollection()
            .AddSingleton<IConfiguration>(settings)
            .AddSingleton(services.GetRequiredService<IHostEnvironment>())
            .AddLogging();
        collection.AddFeatures(settings);
        return collection.BuildServiceProvider();
    }
}
