using App.Organizations;
using App.Accounts;
using App.Platform;
using App.Tests.Accounts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests.Platform;

/// <summary>A database of its own, because the tests send whatever mail is due.</summary>
public sealed class Mailroom : IAsyncLifetime
{
    NpgsqlDataSource admin = null!;
    string database = "";

    public ServiceProvider Services { get; private set; } = null!;

    /// <summary>Settings that name this database.</summary>
    public IConfiguration Configuration { get; private set; } = null!;

    /// <summary>The product's services on a clock.</summary>
    public ServiceProvider Build(TimeProvider clock, Action<IServiceCollection>? more = null) => TestHouse.Build(Configuration, clock, more);

    public async ValueTask InitializeAsync()
    {
        database = await TestHouse.CreateDatabaseAsync();
        await Migrator.MigrateAsync(TestHouse.Connection("OWNER", database));
        admin = NpgsqlDataSource.Create(TestHouse.Connection("ADMIN", database));
        Configuration = TestHouse.SettingsFor(database);
        Services = Build(TimeProvider.System);
    }

    public async Task WriteAsync(string recipient, TimeProvider clock)
    {
        await using var services = Build(clock);
        await using var scope = services.CreateAsyncScope();
        var password = (await services.GetRequiredService<PasswordDesk>().HashAsync(AccountStory.Password, default)).Value;
        Assert.True((await scope.ServiceProvider.GetRequiredService<SignUp>().ExecuteAsync(new("Ada", recipient, password, null))).Succeeded);
    }

    /// <summary>Somebody who has signed up before, and whose mails are all read, has forgotten the password.</summary>
    public async Task WriteResetAsync(string recipient, TimeProvider clock)
    {
        await WriteAsync(recipient, clock);
        await RunAsync($"update platform.accounts set email_confirmed = true where email = '{recipient}'; delete from platform.mails where recipient = '{recipient}'");
        await using var services = Build(clock);
        await using var scope = services.CreateAsyncScope();
        Assert.True((await scope.ServiceProvider.GetRequiredService<AskForReset>().ExecuteAsync(new(recipient))).Succeeded);
    }

    public async Task<object?> ReadAsync(string column, string recipient)
    {
        await using var command = admin.CreateCommand($"select {column} from platform.mails where recipient = $1");
        command.Parameters.Add(new() { Value = recipient });
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Runs the jobs that send mail, with this carrier, until none is due.</summary>
    public async Task CarryAsync(IMailer carrier, TimeProvider clock)
    {
        await using var services = Build(clock, more => more.AddSingleton(carrier));
        await services.RunDueJobsAsync(EmailJobs.SendCode);
        await services.RunDueJobsAsync(EmailJobs.Send);
    }

    /// <summary>Runs the job that sends a mail, whether one is pending or not.</summary>
    public async Task SendAsync(Guid mail, IMailer carrier)
    {
        await using var services = Build(TimeProvider.System, more => more.AddSingleton(carrier));
        await services.GetRequiredService<JobHost>().RunAsync(EmailJobs.SendCode.Name, null, mail, null, TestContext.Current.CancellationToken);
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

    public async Task<DateTimeOffset> NextTurnAsync()
    {
        await using var command = admin.CreateCommand("select next_at from platform.mail_turns");
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? reader.GetFieldValue<DateTimeOffset>(0) : default;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await admin.DisposeAsync();
        await using var server = NpgsqlDataSource.Create(TestHouse.Connection("ADMIN", "postgres"));
        await using var drop = server.CreateCommand($"drop database if exists {database} with (force)");
        await drop.ExecuteNonQueryAsync();
    }
}
