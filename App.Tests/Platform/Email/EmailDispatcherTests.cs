
namespace App.Tests.Platform;

public sealed class EmailDispatcherTests(EmailOutboxScenario outbox) : IClassFixture<EmailOutboxScenario>
{
    [Fact]
    public async Task Concurrent_jobs_send_an_email_once_and_its_content_is_deleted()
    {
        var ada = AccountScenario.NewAddress();
        await outbox.WriteAsync(ada, TimeProvider.System);
        var transport = new RecordingTransport(ada);
        var email = (Guid)(await outbox.ReadAsync("id", ada))!;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => outbox.SendAsync(email, transport)));

        Assert.Single(transport.Sent);
        Assert.Equal("Sent", await outbox.ReadAsync("state", ada));
        Assert.Equal(0, await outbox.ReadAsync("length(content)", ada));
    }

    [Fact]
    public async Task A_failing_transport_is_retried_and_finally_given_up()
    {
        var clock = new FakeClock();
        var ada = AccountScenario.NewAddress();
        await outbox.WriteAsync(ada, clock);
        var transport = new RecordingTransport(ada) { Fails = true };
        await outbox.SendDueAsync(transport, clock);
        await outbox.SendDueAsync(transport, clock);
        Assert.Single(transport.Sent); // not before the next attempt is due

        for (var i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromHours(4));
            await outbox.SendDueAsync(transport, clock);
        }

        Assert.Equal(8, transport.Sent.Count);
        Assert.Single(transport.Sent.Distinct()); // always the same id, so the email provider can detect duplicates
        Assert.Equal("Failed", await outbox.ReadAsync("state", ada));
    }

    [Fact]
    public async Task A_permanently_refused_email_is_not_retried()
    {
        var ada = AccountScenario.NewAddress();
        await outbox.WriteAsync(ada, TimeProvider.System);
        var transport = new RecordingTransport(ada) { Refuses = true };
        await outbox.SendDueAsync(transport, TimeProvider.System);

        Assert.Equal("Failed", await outbox.ReadAsync("state", ada));
    }

    [Fact]
    public async Task An_address_that_no_mail_server_takes_fails_at_once_with_the_reason()
    {
        var odd = $"ädä.{Guid.NewGuid():N}@people.example"; // stored by an earlier version
        var ada = AccountScenario.NewAddress();
        await outbox.WriteAsync(ada, TimeProvider.System);
        await outbox.RunAsync($"update platform.emails set recipient = '{odd}' where recipient = '{ada}'");
        var transport = new RecordingTransport(odd);
        await outbox.SendDueAsync(transport, TimeProvider.System);

        Assert.Empty(transport.Sent);
        Assert.Equal("Failed", await outbox.ReadAsync("state", odd));
        Assert.Contains("has letters before the @", (string)(await outbox.ReadAsync("failure", odd))!);
    }

    [Fact]
    public async Task No_email_is_sent_to_a_suppressed_address_and_the_log_says_why()
    {
        var ada = AccountScenario.NewAddress();
        await outbox.RunAsync($"""
            insert into platform.suppressed_addresses (address, sender, reason, since)
            values ('{ada}', '{Guid.Empty}', 'Bounced', now())
            """);
        var shouted = EmailAddress.ForServer(ada.ToUpperInvariant());
        await outbox.WriteAsync(shouted, TimeProvider.System);
        var transport = new RecordingTransport(shouted);
        await outbox.SendDueAsync(transport, TimeProvider.System);

        Assert.Empty(transport.Sent);
        Assert.Equal("Failed", await outbox.ReadAsync("state", shouted));
        Assert.Equal("Not sent: an earlier email to this address bounced. A platform administrator can remove the suppression.",
            await outbox.ReadAsync("failure", shouted));
    }

    /// <summary>Sends or fails, and records the emails to one address.</summary>
    sealed class RecordingTransport(string watched) : IEmailTransport
    {
        readonly Lock gate = new();

        public List<Guid> Sent { get; } = [];
        public bool Fails { get; init; }
        public bool Refuses { get; init; }
        public bool Keeps => false;

        public Task SendAsync(OutgoingEmail email, CancellationToken ct)
        {
            if (email.Recipient != watched)
                return Task.CompletedTask;
            lock (gate)
                Sent.Add(email.Id);
            return Refuses ? throw new EmailRefusedException("no such address")
                : Fails ? throw new HttpRequestException("down")
                : Task.CompletedTask;
        }
    }
}
