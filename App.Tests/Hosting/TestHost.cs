using System.Collections.Concurrent;
using App.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestHost))]
[assembly: EndTest]
[assembly: CollectionBehavior(MaxParallelThreads = 4)] // while one test waits for PostgreSQL, another works

namespace App.Tests;

/// <summary>
/// The whole product on a real PostgreSQL database, started once per test run. Each test creates its own organizations, so tests
/// can run in parallel on one database. Background loops do not run: tests step the relay and the jobs themselves.
/// </summary>
public sealed class TestHost : IAsyncLifetime
{
    static readonly ConcurrentDictionary<string, ConcurrentBag<IAsyncDisposable>> disposablesOfTests = new();
    static readonly ConcurrentBag<Task> endings = [];
    readonly ConcurrentBag<IAsyncDisposable> disposables = [];
    string database = "";

    /// <summary>Settings that name this run's database.</summary>
    public IConfiguration Configuration { get; private set; } = null!;

    /// <summary>The product's services on the real clock.</summary>
    public ServiceProvider Services { get; private set; } = null!;

    /// <summary>Connects as superuser, to inspect the database and to insert invalid rows.</summary>
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
        Web = new TestWebApplication(this, Configuration);
        // Tests run in parallel, and a factory whose server is started by two of them at once starts two.
        Web.StartServer();
    }

    /// <summary>Creates an empty database whose schemas are owned by the same roles as in production.</summary>
    public static async Task<string> CreateDatabaseAsync(string template = "template0")
    {
        var name = $"test_{Guid.CreateVersion7():N}";
        await using (var server = NpgsqlDataSource.Create(Connection("ADMIN", "postgres")))
        await using (var create = server.CreateCommand($"create database {name} template {template}"))
            await create.ExecuteNonQueryAsync();
        await using var fresh = NpgsqlDataSource.Create(Connection("ADMIN", name));
        await using var roles = fresh.CreateCommand(RowLevelSecurity.Resource("Platform.roles.sql"));
        await roles.ExecuteNonQueryAsync();
        return name;
    }

    /// <summary>Connection string of a role: ADMIN, OWNER, APP or OPS.</summary>
    public static string Connection(string role, string database) =>
        new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable($"STOCKADE_TEST_{role}")
            ?? throw new InvalidOperationException($"STOCKADE_TEST_{role} is not set: run the tests with ./test."))
        // Many test databases share the connections of one server, and a busy machine connects slowly.
        {
            Database = database, MaxPoolSize = 40, ConnectionIdleLifetime = 3, ConnectionPruningInterval = 1, Timeout = 30,
        }.ConnectionString;

    static string FilesOf(string database) => Path.Combine(Path.GetTempPath(), $"stockade-{database}");

    /// <summary>Connection string of a role for this run's database.</summary>
    public string ConnectionOf(string role) => Connection(role, database);

    public static IConfiguration SettingsFor(string database) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Owner"] = Connection("OWNER", database),
            ["ConnectionStrings:App"] = Connection("APP", database),
            ["ConnectionStrings:Ops"] = Connection("OPS", database),
            ["STOCKADE_DEMO"] = "false",
            ["STOCKADE_LIMITS"] = "relaxed",
            ["Passwords:Cost"] = "4",
            ["Encryption:Key"] = $"20200101:{Convert.ToBase64String(new byte[32])}",
            ["Files:Folder"] = FilesOf(database),
        }).Build();

    /// <summary>The product behind real HTTP in another environment or with other settings.</summary>
    public WebApplicationFactory<Gate> WebIn(
        string environment, IReadOnlyDictionary<string, string?> settings, TimeProvider? clock = null)
    {
        var web = new TestWebApplication(this, new ConfigurationBuilder().AddConfiguration(Configuration)
            .AddInMemoryCollection(settings).Build(), environment, clock);
        KeepForTest(web);
        return web;
    }

    /// <summary>The product's services on the test's own clock.</summary>
    /// <param name="clock">Replaces the system clock.</param>
    /// <param name="more">Registers additional services, as a feature would.</param>
    /// <param name="settings">Settings that override those of the test run.</param>
    public ServiceProvider At(
        TimeProvider clock, Action<IServiceCollection>? more = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var configuration = settings is null ? Configuration : new ConfigurationBuilder().AddConfiguration(Configuration)
            .AddInMemoryCollection(settings).Build();
        var services = Build(configuration, clock, added =>
        {
            ShareDatabases(added, configuration);
            more?.Invoke(added);
        });
        KeepForTest(services);
        return services;
    }

    /// <summary>
    /// Uses the connections of the whole run, unless the settings name another database. EF Core builds its model again for each
    /// new data source, and PostgreSQL starts a process for each new connection.
    /// </summary>
    void ShareDatabases(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetConnectionString("App") == Configuration.GetConnectionString("App"))
            services.AddSingleton(Services.GetRequiredService<AppDatabase>());
        if (configuration.GetConnectionString("Ops") == Configuration.GetConnectionString("Ops"))
            services.AddSingleton(Services.GetRequiredService<OpsDatabase>());
    }

    public static ServiceProvider Build(IConfiguration configuration, TimeProvider clock, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging();
        services.AddFeatures(configuration);
        services.AddSingleton(clock);
        more?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>Creates an organization with an owner, an admin, a member and an API key.</summary>
    /// <param name="name">The name of the organization; its slug is derived from it.</param>
    /// <param name="clock">The test's own clock.</param>
    /// <param name="services">The test's own services on that clock, through which the organization's actors call operations.</param>
    public Task<TestOrganization> OrganizationAsync(
        string name = "Acme", TimeProvider? clock = null, IServiceProvider? services = null) =>
        TestOrganization.CreateAsync(this, name, clock, services);

    /// <summary>A plain HTTP client that neither follows redirects nor keeps cookies.</summary>
    public HttpClient Http() => Http(Web);

    public static HttpClient Http(WebApplicationFactory<Gate> web)
    {
        web.StartServer();
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress =
            web.ClientOptions.BaseAddress };
    }

    /// <summary>
    /// A database context as superuser, so row-level security does not apply. It is bound to an organization for adding rows.
    /// </summary>
    public AppDb Behind(Guid organization) => new(DatabaseSetup.Options(Admin)) { OrganizationId = organization };

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Admin.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Changes rows behind the product's back, as superuser.</summary>
    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Admin.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Disposes in the background what a test has created, so that the heap stays small: each collection of garbage reads all of
    /// it. The run fails at its end if this fails.
    /// </summary>
    public static void EndTest(string id)
    {
        if (disposablesOfTests.TryRemove(id, out var created))
            endings.Add(Task.Run(async () =>
            {
                foreach (var disposable in created)
                    await disposable.DisposeAsync();
            }));
    }

    /// <summary>Disposes it after the current test, or after all tests if a fixture has created it.</summary>
    void KeepForTest(IAsyncDisposable disposable)
    {
        if (TestContext.Current.Test is { } test)
            disposablesOfTests.GetOrAdd(test.UniqueID, _ => []).Add(disposable);
        else
            disposables.Add(disposable);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(endings);
        foreach (var disposable in disposables)
            await disposable.DisposeAsync();
        await Web.DisposeAsync();
        if (Directory.Exists(FilesOf(database)))
            Directory.Delete(FilesOf(database), recursive: true);
        await Services.DisposeAsync();
        await Admin.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await using var server = NpgsqlDataSource.Create(Connection("ADMIN", "postgres"));
        await using var drop = server.CreateCommand($"drop database if exists {database} with (force)");
        await drop.ExecuteNonQueryAsync();
    }

    sealed class TestWebApplication : WebApplicationFactory<Gate>
    {
        readonly TestHost host;
        readonly IConfiguration configuration;
        readonly string environment;
        readonly TimeProvider clock;

        public TestWebApplication(
            TestHost host, IConfiguration configuration, string environment = "Testing", TimeProvider? clock = null)
        {
            this.host = host;
            this.configuration = configuration;
            this.environment = environment;
            this.clock = clock ?? TimeProvider.System;
            UseKestrel(0);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(environment);
            // Background loops must not run on their own in tests.
            builder.ConfigureTestServices(services =>
            {
                foreach (var hosted in services.Where(one => one.ServiceType == typeof(IHostedService)
                    && one.ImplementationType?.Assembly == typeof(Gate).Assembly).ToList())
                    services.Remove(hosted);
                services.AddSingleton(clock);
                host.ShareDatabases(services, configuration);
            });
            foreach (var (key, value) in configuration.AsEnumerable())
                builder.UseSetting(key, value);
        }
    }
}
