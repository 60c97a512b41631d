using App.Accounts;
using App.Organizations;
using App.Platform;
using App.Tests.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace App.Tests.Platform;

public sealed class PostmanTests(PostmanTests.Mailroom mailroom) : IClassFixture<PostmanTests.Mailroom>
{
    [Fact]
    public async Task A_mail_is_sent_once_by_several_postmen_and_wiped()
    {
        var ada = AccountStory.NewAddress();
        await mailroom.WriteAsync(ada, TimeProvider.System);
        var carrier = new Carrier(ada);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AllAsync(Postman(carrier, TimeProvider.System))));

        Assert.Single(carrier.Carried);
        Assert.Equal("Sent", await mailroom.ReadAsync("state", ada));
        Assert.Equal(0, await mailroom.ReadAsync("length(content)", ada));
    }

    [Fact]
    public async Task A_failing_carrier_is_tried_again_later_and_given_up_in_the_end()
    {
        var clock = new TestClock();
        var ada = AccountStory.NewAddress();
        await mailroom.WriteAsync(ada, clock);
        var carrier = new Carrier(ada) { Fails = true };
        var postman = Postman(carrier, clock);
        await AllAsync(postman);
        await AllAsync(postman);
        Assert.Single(carrier.Carried); // not before its time

        for (var i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromHours(4));
            await AllAsync(postman);
        }

        Assert.Equal(8, carrier.Carried.Count);
        Assert.Single(carrier.Carried.Distinct()); // always the same id, so that the carrier can tell
        Assert.Equal("Failed", await mailroom.ReadAsync("state", ada));
    }

    [Fact]
    public async Task What_the_carrier_will_never_take_is_not_tried_again()
    {
        var ada = AccountStory.NewAddress();
        await mailroom.WriteAsync(ada, TimeProvider.System);
        var carrier = new Carrier(ada) { Refuses = true };
        await AllAsync(Postman(carrier, TimeProvider.System));

        Assert.Equal("Failed", await mailroom.ReadAsync("state", ada));
    }

    Postman Postman(IMailer carrier, TimeProvider clock) => new(
        mailroom.Services.GetRequiredService<OpsDatabase>(), carrier, mailroom.Services.GetRequiredService<IDataProtectionProvider>(), new OutboxBell(), clock, NullLogger<Postman>.Instance);

    static async Task AllAsync(Postman postman)
    {
        while (await postman.StepAsync(default))
        {
        }
    }

    /// <summary>Carries, or does not, and remembers what it was given for one address.</summary>
    sealed class Carrier(string watched) : IMailer
    {
        readonly Lock gate = new();

        public List<Guid> Carried { get; } = [];
        public bool Fails { get; init; }
        public bool Refuses { get; init; }
        public bool Keeps => false;

        public Task SendAsync(OutgoingMail mail, CancellationToken ct)
        {
            if (mail.Recipient != watched)
                return Task.CompletedTask;
            lock (gate)
                Carried.Add(mail.Id);
            return Refuses ? throw new MailRefusedException("no such address") : Fails ? throw new HttpRequestException("down") : Task.CompletedTask;
        }
    }

    /// <summary>A database of its own, because a postman takes whatever mail is due.</summary>
    public sealed class Mailroom : IAsyncLifetime
    {
        NpgsqlDataSource admin = null!;
        IConfiguration configuration = null!;
        string database = "";

        public ServiceProvider Services { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            database = await TestHouse.CreateDatabaseAsync();
            await Migrator.MigrateAsync(TestHouse.Connection("OWNER", database));
            admin = NpgsqlDataSource.Create(TestHouse.Connection("ADMIN", database));
            configuration = TestHouse.SettingsFor(database);
            Services = TestHouse.Build(configuration, TimeProvider.System);
        }

        public async Task WriteAsync(string recipient, TimeProvider clock)
        {
            await using var services = TestHouse.Build(configuration, clock);
            await using var scope = services.CreateAsyncScope();
            var password = (await services.GetRequiredService<PasswordDesk>().HashAsync(AccountStory.Password, default)).Value;
            Assert.True((await scope.ServiceProvider.GetRequiredService<SignUp>().ExecuteAsync(new("Ada", recipient, password, null))).Succeeded);
        }

        public async Task<object?> ReadAsync(string column, string recipient)
        {
            await using var command = admin.CreateCommand($"select {column} from platform.mails where recipient = $1");
            command.Parameters.Add(new() { Value = recipient });
            return await command.ExecuteScalarAsync();
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
}
