using System.Net;
using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests;

/// <summary>A separate database, because the tests send all emails that are due.</summary>
public sealed class EmailOutboxScenario : IAsyncLifetime
{
    readonly Dictionary<TimeProvider, (ServiceProvider Services, CurrentTransport Transport)> senders = [];
    NpgsqlDataSource admin = null!;
    string database = "";

    public ServiceProvider Services { get; private set; } = null!;

    /// <summary>Settings that name this database.</summary>
    public IConfiguration Configuration { get; private set; } = null!;

    /// <summary>The product's services on the given clock.</summary>
    public ServiceProvider Build(TimeProvider clock, Action<IServiceCollection>? more = null) =>
        TestHost.Build(Configuration, clock, more);

    public async ValueTask InitializeAsync()
    {
        database = await TestHost.CreateDatabaseAsync();
        await Migrator.MigrateAsync(TestHost.Connection("OWNER", database));
        admin = NpgsqlDataSource.Create(TestHost.Connection("ADMIN", database));
        Configuration = TestHost.SettingsFor(database);
        Services = Build(TimeProvider.System);
    }

    /// <summary>Signs up with this address, which stores an email with a code.</summary>
    public async Task WriteAsync(string recipient, TimeProvider clock, IPAddress? address = null)
    {
        await using var services = Build(clock);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(() => new Credential.None(), address);
        var password = (
            await services.GetRequiredService<PasswordHashingQueue>().HashAsync(AccountScenario.Password, default)).Value;
        Assert.True((await scope.ServiceProvider.GetRequiredService<SignUp>()
            .ExecuteAsync(new("Ada", recipient, password, null))).Succeeded);
    }

    /// <summary>Requests a password reset for an account that has confirmed its address and has no other emails.</summary>
    public async Task WriteResetAsync(string recipient, TimeProvider clock)
    {
        await WriteAsync(recipient, clock);
        await RunAsync($"update platform.accounts set email_confirmed = true where email = '{recipient}'");
        await RunAsync($"delete from platform.emails where recipient = '{recipient}'");
        await using var services = Build(clock);
        await using var scope = services.CreateAsyncScope();
        Assert.True((await scope.ServiceProvider.GetRequiredService<RequestReset>().ExecuteAsync(new(recipient))).Succeeded);
    }

    /// <summary>A column of the email to this recipient.</summary>
    public async Task<object?> ReadAsync(string column, string recipient)
    {
        await using var command = admin.CreateCommand($"select {column} from platform.emails where recipient = $1");
        command.Parameters.Add(new() { Value = recipient });
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Runs the jobs that send email with this transport until none is due.</summary>
    public async Task SendDueAsync(IEmailTransport transport, TimeProvider clock)
    {
        if (!senders.TryGetValue(clock, out var sender)) // building the services takes a tenth of a second
        {
            var current = new CurrentTransport();
            senders[clock] = sender = (Build(clock, more => more.AddSingleton<IEmailTransport>(current)), current);
        }
        sender.Transport.Current = transport;
        await sender.Services.RunDueJobsAsync(EmailJobs.SendCode);
        await sender.Services.RunDueJobsAsync(EmailJobs.Send);
    }

    /// <summary>Runs the job that sends an email, even if no job is pending.</summary>
    public async Task SendAsync(Guid email, IEmailTransport transport)
    {
        await using var services = Build(TimeProvider.System, more => more.AddSingleton(transport));
        var turn = (Guid)(await ScalarAsync($"select job_subject from platform.emails where id = '{email}'"))!;
        await services.GetRequiredService<JobHost>()
            .RunAsync(EmailJobs.SendCode.Name, null, turn, null, TestContext.Current.CancellationToken);
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var command = admin.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    public async Task RunAsync(string sql)
    {
        await using var command = admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The earliest time at which another email may be sent.</summary>
    public async Task<DateTimeOffset> NextTurnAsync()
    {
        await using var command = admin.CreateCommand("select next_at from platform.email_turns");
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? reader.GetFieldValue<DateTimeOffset>(0) : default;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sender in senders.Values)
            await sender.Services.DisposeAsync();
        await Services.DisposeAsync();
        await admin.DisposeAsync();
        await using var server = NpgsqlDataSource.Create(TestHost.Connection("ADMIN", "postgres"));
        await using var drop = server.CreateCommand($"drop database if exists {database} with (force)");
        await drop.ExecuteNonQueryAsync();
    }
}
