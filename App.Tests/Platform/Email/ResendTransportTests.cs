using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

public sealed class ResendTransportTests(EmailOutboxScenario outbox) : IClassFixture<EmailOutboxScenario>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_an_hour_long_outage_of_the_email_provider_each_email_is_sent_once(bool forgets)
    {
        await outbox.RunAsync("delete from platform.email_turns");
        var clock = new FakeClock();
        var ada = AccountScenario.NewAddress();
        await using var resend = await ResendStandIn.StartAsync();
        resend.Unreachable = true;
        await (forgets ? outbox.WriteResetAsync(ada, clock) : outbox.WriteAsync(ada, clock));

        for (var minute = 0; minute < 60; minute++)
        {
            await outbox.SendDueAsync(resend.Transport(), clock);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal("Queued", await outbox.ReadAsync("state", ada));
        Assert.True(resend.Calls > 3, "It was hardly attempted.");
        Assert.Empty(resend.Emails);

        // The email is accepted, but the response is lost.
        resend.Unreachable = false;
        resend.DropsResponse = true;
        for (var minute = 0; minute < 120; minute++)
        {
            await outbox.SendDueAsync(resend.Transport(), clock);
            resend.DropsResponse = resend.Emails.Count == 0;
            clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(ada, Assert.Single(resend.Emails).GetProperty("to")[0].GetString());
        Assert.Equal("Sent", await outbox.ReadAsync("state", ada));
        Assert.Equal(0, await outbox.ReadAsync("length(content)", ada));
    }

    [Theory]
    [InlineData(HttpStatusCode.UnprocessableEntity, true)]
    [InlineData(HttpStatusCode.Forbidden, true)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    public async Task Permanent_and_temporary_failures_are_distinguished(HttpStatusCode status, bool final)
    {
        await using var resend = await ResendStandIn.StartAsync();
        resend.RespondsWith = status;

        var failure = await Assert.ThrowsAnyAsync<Exception>(
            () => resend.Transport().SendAsync(Sample(), TestContext.Current.CancellationToken));

        Assert.Equal(final, failure is EmailRefusedException);
        Assert.Equal(final, failure.Message.EndsWith("Invalid `to` field.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_sent_before_Retry_After_and_no_email_is_given_up_for_it()
    {
        await outbox.RunAsync("delete from platform.email_turns");
        var clock = new FakeClock();
        var ada = AccountScenario.NewAddress();
        var bea = AccountScenario.NewAddress("bea");
        await using var resend = await ResendStandIn.StartAsync();
        resend.RetryAfter = 120;
        await outbox.WriteAsync(ada, clock);
        for (var attempt = 1; attempt <= 20; attempt++) // more often than a failing email is attempted
        {
            await outbox.SendDueAsync(resend.Transport(), clock);
            await outbox.SendDueAsync(resend.Transport(), clock);
            Assert.Equal(attempt, resend.Calls);
            clock.Advance(TimeSpan.FromSeconds(120));
        }
        await outbox.SendDueAsync(resend.Transport(), clock);
        await outbox.WriteAsync(bea, clock);
        clock.Advance(TimeSpan.FromSeconds(100));
        await outbox.SendDueAsync(resend.Transport(), clock);
        Assert.Equal(21, resend.Calls); // another email is not sent either

        Assert.Equal(("Queued", 0), (await outbox.ReadAsync("state", ada), await outbox.ReadAsync("attempts", ada)));
        await outbox.RunAsync($"delete from platform.emails where recipient = '{bea}'");
        resend.RetryAfter = null;
        clock.Advance(TimeSpan.FromSeconds(20));
        await outbox.SendDueAsync(resend.Transport(), clock);
        Assert.Equal("Sent", await outbox.ReadAsync("state", ada));
    }

    [Fact]
    public async Task An_email_sent_twice_is_accepted_once_and_tagged_with_its_id()
    {
        await using var resend = await ResendStandIn.StartAsync();
        var email = Sample();

        await resend.Transport().SendAsync(email, TestContext.Current.CancellationToken);
        await resend.Transport().SendAsync(email, TestContext.Current.CancellationToken);

        Assert.Equal(
            email.Id.ToString("N"), Assert.Single(resend.Emails).GetProperty("tags")[0].GetProperty("value").GetString());
        await Assert.ThrowsAsync<EmailRefusedException>(
            () => resend.Transport("re_wrong").SendAsync(email, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Concurrent_senders_are_spaced_by_the_send_rate()
    {
        await outbox.RunAsync("delete from platform.email_turns");
        var clock = new FakeClock();
        var database = outbox.Services.GetRequiredService<OpsDatabase>();
        var ct = TestContext.Current.CancellationToken;
        var start = clock.GetUtcNow();
        await using var resend = await ResendStandIn.StartAsync();
        var pace = resend.Transport().Pace;

        // Each sender is another app instance.
        var waits = Enumerable.Range(0, 3)
            .Select(_ => new SendRate(database, clock).TakeTurnAsync(pace, EmailJobs.SendCode, ct)).ToArray();
        await await Task.WhenAny(waits);
        for (var looks = 0; await outbox.NextTurnAsync() != start + 3 * pace; looks++)
            Assert.True(looks < 10_000, "Not every sender took a turn.");
        Assert.Equal(2, waits.Count(wait => !wait.IsCompleted)); // the clock has not advanced

        var all = Task.WhenAll(waits);
        while (!all.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        await all;
        Assert.True(clock.GetUtcNow() - start >= 2 * pace);
    }

    static OutgoingEmail Sample() =>
        new(Guid.CreateVersion7(), "ada@people.example", new EmailContent("Hello", "Hello Ada", "<p>Hello Ada</p>"));
}
