using System.Security.Cryptography;
using App.Accounts;
using App.ApiKeys;
using App.Backstage;
using App.Customers;
using App.Organizations;
using App.Platform;
using App.Storefront;
using App.Webhooks;
using Npgsql;

namespace App.Demo;

/// <summary>
/// What a Development start does before it listens: a platform administrator, and two organizations with people, keys, a webhook
/// and a year and a half of trade, once for each data folder. Production has none of this.
/// </summary>
sealed class DemoSeed(IServiceProvider services, IConfiguration configuration, TimeProvider clock)
{
    readonly string url = $"http://localhost:{configuration.GetValue("STOCKADE_PORT", 5080)}";
    readonly string httpsUrl = $"https://localhost:{configuration.GetValue("STOCKADE_PORT", 5080) + 1}";
    readonly DemoFile file = new(Path.Combine(configuration["STOCKADE_DATA"] ?? ".data", "demo.json"));

    public static bool Wanted(IHostEnvironment environment, IConfiguration configuration) =>
        environment.IsDevelopment() && !string.Equals(configuration["STOCKADE_DEMO"], "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>What was seeded, now or earlier.</summary>
    public async Task<DemoFile.Content> PrepareAsync(CancellationToken ct)
    {
        await using var turn = await services.GetRequiredService<OpsDatabase>().Source.OpenConnectionAsync(ct);
        await using var transaction = await turn.BeginTransactionAsync(ct); // two starts at once take turns; this one's ends with it
        await using (var take = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('stockade demo'))", turn) { CommandTimeout = 120 })
            await take.ExecuteNonQueryAsync(ct);

        var known = file.Exists ? file.Read() : DemoFile.Content.Nothing;
        await using var count = new NpgsqlCommand("select count(*) from organizations where slug = any($1)", turn) { Parameters = { new() { Value = DemoOrganization.All.Select(demo => demo.Slug).ToArray() } } };
        if ((long)(await count.ExecuteScalarAsync(ct))! == 0)
            known = await SeedAsync(ct);
        if (known.Organizations.Count > 0)
            file.Write(url, httpsUrl, configuration, known);
        return known;
    }

    async Task<DemoFile.Content> SeedAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var quick = QuickServices();
        var seeded = new List<DemoFile.Organization>();
        foreach (var demo in DemoOrganization.All)
            seeded.Add(await FoundAsync(quick, demo, now.AddMonths(-DemoHistory.Months).AddDays(-1), ct));
        var administrator = await AppointAdministratorAsync(quick, ct);
        file.Write(url, httpsUrl, configuration, new(administrator, seeded));
        var histories = DemoOrganization.All.Zip(seeded, (demo, organization) => new DemoHistory(quick, demo, organization.Id, now)).ToList();
        await Task.WhenAll(histories.Select(history => Task.Run(() => history.PlayAsync(ct), ct)));
        for (var i = 0; i < seeded.Count; i++)
        {
            await SubscribeAsync(quick, seeded[i], ct);
            seeded[i] = seeded[i] with { Customers = await OpenStorefrontAsync(quick, seeded[i], DemoOrganization.All[i], histories[i].Buyers, ct) };
        }
        return new(administrator, seeded);
    }

    static async Task<DemoFile.Administrator> AppointAdministratorAsync(ServiceProvider quick, CancellationToken ct)
    {
        var (email, password) = ("admin@stockade.example", NewPassword());
        var hashed = (await quick.GetRequiredService<PasswordDesk>().HashAsync(password, ct)).Value;
        var scope = new DemoScope(quick, new("demo", null));
        var seeded = (await scope.Get<SeedAdministrator>().ExecuteAsync(new("Sam Whitfield", email, hashed), null, ct)).Value;
        _ = (await scope.Get<AppointOperator>().ExecuteAsync(new(email, true), null, ct)).Value;
        return new(email, password, seeded.Secret);
    }

    /// <summary>Its color, and two who may buy.</summary>
    static async Task<IReadOnlyList<DemoFile.Customer>> OpenStorefrontAsync(ServiceProvider quick, DemoFile.Organization organization, DemoOrganization demo, IReadOnlyList<Id<Customer>> buyers, CancellationToken ct)
    {
        var scope = new DemoScope(quick, new("demo", organization.Id));
        _ = (await scope.Get<UpdateStorefront>().ExecuteAsync(new() { Accent = demo.Accent }, null, ct)).Value;
        var shoppers = new List<DemoFile.Customer>();
        foreach (var buyer in buyers.Take(2))
        {
            var password = NewPassword();
            var hashed = (await quick.GetRequiredService<PasswordDesk>().HashAsync(password, ct)).Value;
            shoppers.Add(new((await scope.Get<SeedShopper>().ExecuteAsync(new(buyer, hashed), null, ct)).Value.Email, password));
        }
        return shoppers;
    }

    static string NewPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789", 20);

    static async Task<DemoFile.Organization> FoundAsync(ServiceProvider quick, DemoOrganization demo, DateTimeOffset founded, CancellationToken ct)
    {
        var people = new List<DemoFile.Person>();
        var staff = new List<SeedOrganization.Person>();
        foreach (var (name, role) in demo.Staff)
        {
            var person = new DemoFile.Person($"{name.Split(' ')[0].ToLowerInvariant()}@{demo.Domain}", NewPassword(), role);
            people.Add(person);
            staff.Add(new(name, person.Email, Enum.Parse<Role>(role, ignoreCase: true), (await quick.GetRequiredService<PasswordDesk>().HashAsync(person.Password, ct)).Value));
        }

        var organization = (await new DemoScope(quick, new("demo", null, founded)).Get<SeedOrganization>().ExecuteAsync(new(new Charter(demo.Name, demo.Currency, demo.TimeZone), staff), null, ct)).Value;
        var scope = new DemoScope(quick, new("demo", organization.Id.Value));
        var scopes = quick.GetRequiredService<PermissionCatalogue>().Scopes;
        var admin = (await scope.Get<CreateApiKey>().ExecuteAsync(new("Demo: every scope", [.. scopes]), null, ct)).Value;
        var reader = (await scope.Get<CreateApiKey>().ExecuteAsync(new("Demo: read only", [.. scopes.Where(name => name.EndsWith(":read", StringComparison.Ordinal))]), null, ct)).Value;
        return new(organization.Id.Value, organization.Id.ToString(), organization.Slug, organization.Name, people, new(admin.Secret!, reader.Secret!), null, []);
    }

    async Task SubscribeAsync(ServiceProvider quick, DemoFile.Organization organization, CancellationToken ct) =>
        _ = (await new DemoScope(quick, new("demo", organization.Id)).Get<CreateWebhookEndpoint>()
            .ExecuteAsync(new($"{url}/dev/receiver/{organization.Slug}", ["*"], "The receiver of this installation"), null, ct)).Value;

    /// <summary>The same product on connections that do not wait for the disk at each of some thousand commits.</summary>
    ServiceProvider QuickServices()
    {
        var quick = new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:App"] = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("App")) { Options = "-c synchronous_commit=off", MaxPoolSize = 4 }.ConnectionString,
        }).Build();
        var house = new ServiceCollection().AddSingleton<IConfiguration>(quick).AddSingleton(services.GetRequiredService<IHostEnvironment>()).AddLogging();
        house.AddHouse(quick);
        return house.BuildServiceProvider();
    }
}
