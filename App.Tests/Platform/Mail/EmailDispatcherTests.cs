using App.Platform;
using App.Tests.Accounts;

namespace App.Tests.Platform;

public sealed class EmailDispatcherTests(Mailroom mailroom) : IClassFixture<Mailroom>
{
    [Fact]
    public async Task A_mail_is_sent_once_by_jobs_that_run_at_the_same_time_and_its_content_is_deleted()
    {
        var ada = AccountStory.NewAddress();
        await mailroom.WriteAsync(ada, TimeProvider.System);
        var carrier = new Carrier(ada);
        var mail = (Guid)(await mailroom.ReadAsync("id", ada))!;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => mailroom.SendAsync(mail, carrier)));

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
        await mailroom.CarryAsync(carrier, clock);
        await mailroom.CarryAsync(carrier, clock);
        Assert.Single(carrier.Carried); // not before its time

        for (var i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromHours(4));
            await mailroom.CarryAsync(carrier, clock);
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
        await mailroom.CarryAsync(carrier, TimeProvider.System);

        Assert.Equal("Failed", await mailroom.ReadAsync("state", ada));
    }

    [Fact]
    public async Task An_address_that_was_closed_gets_nothing_and_the_mail_says_why()
    {
        var ada = AccountStory.NewAddress();
        await mailroom.RunAsync($"insert into platform.closed_addresses (address, reason, since) values ('{ada}', 'Bounced', now())");
        await mailroom.WriteAsync(ada.ToUpperInvariant(), TimeProvider.System);
        var carrier = new Carrier(ada.ToUpperInvariant());
        await mailroom.CarryAsync(carrier, TimeProvider.System);

        Assert.Empty(carrier.Carried);
        Assert.Equal("Failed", await mailroom.ReadAsync("state", ada.ToUpperInvariant()));
        Assert.Equal("Not sent: an earlier mail to this address came back for good. Whoever runs the installation can open it again.", await mailroom.ReadAsync("failure", ada.ToUpperInvariant()));
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
}
