using System.Collections.Concurrent;
using App.Platform;
using App.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestHouse))]

namespace App.Tests;

/// <summary>
/// The whole product on a real PostgreSQL, once for the test run. Each test makes organizations of its own, so that tests run side by
/// side on one database. Loops do not run: a test steps the relay and the jobs by hand.
/// </summary>
public sealed class TestHouse : IAsyncLifetime
{
    readonly ConcurrentBag<IAsyncDisposable> opened = [];
    string database = "";

    /// <summary>Settings that name this run's database.</summary>
    public IConfiguration Configuration { get; private set; } = null!;

    /// <summary>The product's services on the real clock.</summary>
    public ServiceProvider Services { get; private set; } = null!;

    /// <summary>Connected as superuser: for looking behind the curtain and for planting bad rows.</summary>
    public NpgsqlDataSource Admin { get; private set; } = null!;

    /// <summary>The product behind real HTTP.</summary>
    public WebApplicationFactory<Gate> Web { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await CreateDatabaseAsync();
        await Migrator.MigrateAsync(Connection("OWNER", database));
        Admin = NpgsqlDataSource.Create(Connection("ADMIN", database));
        Configuration = SettingsFor(database);
        Services = Build(Configuration, TimeProvider.System);
        Web = new WebHouse(Configuration);
    }

    /// <summary>A new database with the roles' schemas, owned as in production, and nothing in it yet.</summary>
    public static async Task<string> CreateDatabaseAsync(string template = "template0")
    {
        var name = $"house_{Guid.CreateVersion7():N}";
        await using (var server = NpgsqlDataSource.Create(Connection("ADMIN", "postgres")))
        await using (var create = server.CreateCommand($"create database {name} template {template}"))
            await create.ExecuteNonQueryAsync();
        await using var fresh = NpgsqlDataSource.Create(Connection("ADMIN", name));
        await using var roles = fresh.CreateCommand(Protection.Resource("roles.sql"));
        await roles.ExecuteNonQueryAsync();
        return name;
    }

    /// <summary>Connection string of a role: ADMIN, OWNER, APP or OPS.</summary>
    public static string Connection(string role, string database) =>
        new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable($"STOCKADE_TEST_{role}")
            ?? throw new InvalidOperationException($"STOCKADE_TEST_{role} is not set: run the tests with ./test."))
        { Database = database, MaxPoolSize = 12, ConnectionIdleLifetime = 3, ConnectionPruningInterval = 1 }.ConnectionString; // many houses share one server's connections

    /// <summary>The same for this run's own database.</summary>
    public string ConnectionOf(string role) => Connection(role, database);

    public static IConfiguration SettingsFor(string database) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["ConnectionStrings:Owner"] = Connection("OWNER", database),
        ["ConnectionStrings:App"] = Connection("APP", database),
        ["ConnectionStrings:Ops"] = Connection("OPS", database),
        ["STOCKADE_DEMO"] = "false",
        ["STOCKADE_LIMITS"] = "relaxed",
        ["Passwords:Cost"] = "4",
        ["Encryption:Key"] = $"20200101:{Convert.ToBase64String(new byte[32])}",
    }).Build();

    /// <summary>The product behind real HTTP in another environment or with other settings.</summary>
    public WebApplicationFactory<Gate> WebIn(string environment, IReadOnlyDictionary<string, string?> settings, TimeProvider? clock = null)
    {
        var web = new WebHouse(new ConfigurationBuilder().AddConfiguration(Configuration).AddInMemoryCollection(settings).Build(), environment, clock);
        opened.Add(web);
        return web;
    }

    /// <summary>The product's services on a clock of the test's own.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="more">Plugs in more, as a feature would.</param>
    /// <param name="settings">Settings that differ.</param>
    public ServiceProvider At(TimeProvider clock, Action<IServiceCollection>? more = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var configuration = settings is null ? Configuration : new ConfigurationBuilder().AddConfiguration(Configuration).AddInMemoryCollection(settings).Build();
        var services = Build(configuration, clock, more);
        opened.Add(services);
        return services;
    }

    public static ServiceProvider Build(IConfiguration configuration, TimeProvider clock, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging();
        services.AddHouse(configuration);
        services.AddSingleton(clock);
        more?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <param name="name">What it is called.</param>
    /// <param name="clock">A clock of the test's own.</param>
    /// <param name="services">Services of the test's own, on that clock; their people act through them.</param>
    public Task<TestOrganization> OrganizationAsync(string name = "Acme", TimeProvider? clock = null, IServiceProvider? services = null) =>
        TestOrganization.FoundAsync(this, name, clock, services);

    /// <summary>A plain HTTP client: follows no redirect, keeps no cookie.</summary>
    public HttpClient Http() => Http(Web);

    public static HttpClient Http(WebApplicationFactory<Gate> web)
    {
        web.StartServer();
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = web.ClientOptions.BaseAddress };
    }

    /// <summary>A context that sees everything, bound to an organization for adding rows.</summary>
    public AppDb Behind(Guid organization) => new(Databases.Options(Admin)) { OrganizationId = organization };

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Admin.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in opened)
            await one.DisposeAsync();
        await Web.DisposeAsync();
        await Services.DisposeAsync();
        await Admin.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await using var server = NpgsqlDataSource.Create(Connection("ADMIN", "postgres"));
        await using var drop = server.CreateCommand($"drop database if exists {database} with (force)");
        await drop.ExecuteNonQueryAsync();
    }

    sealed class WebHouse : WebApplicationFactory<Gate>
    {
        readonly IConfiguration configuration;
        readonly string environment;
        readonly TimeProvider clock;

        public WebHouse(IConfiguration configuration, string environment = "Testing", TimeProvider? clock = null)
        {
            (this.configuration, this.environment, this.clock) = (configuration, environment, clock ?? TimeProvider.System);
            UseKestrel(0);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(environment);
            // The loops do not run by themselves in tests.
            builder.ConfigureTestServices(services =>
            {
                foreach (var ours in services.Where(one => one.ServiceType == typeof(IHostedService) && one.ImplementationType?.Assembly == typeof(Gate).Assembly).ToList())
                    services.Remove(ours);
                services.AddSingleton(clock);
            });
            foreach (var (key, value) in configuration.AsEnumerable())
                builder.UseSetting(key, value);
        }
    }
}
