using System.Net;
using App.Platform;
using App.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

public sealed class ResendMailerTests(Mailroom mailroom) : IClassFixture<Mailroom>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_signs_up_or_forgets_a_password_while_mail_is_unreachable_for_an_hour_gets_the_mail_afterwards_and_once(bool forgets)
    {
        await mailroom.RunAsync("delete from platform.mail_turns");
        var (clock, ada) = (new TestClock(), AccountStory.NewAddress());
        await using var resend = await ResendStandIn.StartAsync();
        resend.Unreachable = true;
        await (forgets ? mailroom.WriteResetAsync(ada, clock) : mailroom.WriteAsync(ada, clock));

        for (var minute = 0; minute < 60; minute++)
        {
            await mailroom.CarryAsync(resend.Mailer(), clock);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal("Queued", await mailroom.ReadAsync("state", ada));
        Assert.True(resend.Calls > 3, "It was hardly tried.");
        Assert.Empty(resend.Mails);

        (resend.Unreachable, resend.SwallowsAnswer) = (false, true); // the mail arrives, and we are not told
        for (var minute = 0; minute < 120; minute++)
        {
            await mailroom.CarryAsync(resend.Mailer(), clock);
            resend.SwallowsAnswer = resend.Mails.Count == 0;
            clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(ada, Assert.Single(resend.Mails).GetProperty("to")[0].GetString());
        Assert.Equal("Sent", await mailroom.ReadAsync("state", ada));
        Assert.Equal(0, await mailroom.ReadAsync("length(content)", ada));
    }

    [Theory]
    [InlineData(HttpStatusCode.UnprocessableEntity, true)]
    [InlineData(HttpStatusCode.Forbidden, true)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    public async Task What_will_never_be_taken_is_told_apart_from_what_may_be(HttpStatusCode answer, bool final)
    {
        await using var resend = await ResendStandIn.StartAsync();
        resend.Answers = answer;

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => resend.Mailer().SendAsync(Mail(), TestContext.Current.CancellationToken));

        Assert.Equal(final, failure is MailRefusedException);
    }

    [Fact]
    public async Task When_Resend_asks_for_patience_nothing_is_sent_until_then_and_no_mail_is_given_up_for_it()
    {
        await mailroom.RunAsync("delete from platform.mail_turns");
        var (clock, ada, bea) = (new TestClock(), AccountStory.NewAddress(), AccountStory.NewAddress("bea"));
        await using var resend = await ResendStandIn.StartAsync();
        resend.RetryAfter = 120;
        await mailroom.WriteAsync(ada, clock);
        for (var time = 1; time <= 20; time++) // more often than a mail that fails is tried
        {
            await mailroom.CarryAsync(resend.Mailer(), clock);
            await mailroom.CarryAsync(resend.Mailer(), clock);
            Assert.Equal(time, resend.Calls);
            clock.Advance(TimeSpan.FromSeconds(120));
        }
        await mailroom.CarryAsync(resend.Mailer(), clock);
        await mailroom.WriteAsync(bea, clock);
        clock.Advance(TimeSpan.FromSeconds(100));
        await mailroom.CarryAsync(resend.Mailer(), clock);
        Assert.Equal(21, resend.Calls); // not with another mail either

        Assert.Equal(("Queued", 0), (await mailroom.ReadAsync("state", ada), await mailroom.ReadAsync("attempts", ada)));
        await mailroom.RunAsync($"delete from platform.mails where recipient = '{bea}'");
        resend.RetryAfter = null;
        clock.Advance(TimeSpan.FromSeconds(20));
        await mailroom.CarryAsync(resend.Mailer(), clock);
        Assert.Equal("Sent", await mailroom.ReadAsync("state", ada));
    }

    [Fact]
    public async Task A_mail_that_is_sent_twice_is_taken_once_and_carries_its_id()
    {
        await using var resend = await ResendStandIn.StartAsync();
        var mail = Mail();

        await resend.Mailer().SendAsync(mail, TestContext.Current.CancellationToken);
        await resend.Mailer().SendAsync(mail, TestContext.Current.CancellationToken);

        Assert.Equal(mail.Id.ToString("N"), Assert.Single(resend.Mails).GetProperty("tags")[0].GetProperty("value").GetString());
        await Assert.ThrowsAsync<MailRefusedException>(() => resend.Mailer("re_wrong").SendAsync(mail, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_three_at_one_moment_one_mail_leaves_at_once_and_the_others_half_a_second_apart()
    {
        await mailroom.RunAsync("delete from platform.mail_turns");
        var (clock, database, ct) = (new TestClock(), mailroom.Services.GetRequiredService<OpsDatabase>(), TestContext.Current.CancellationToken);
        var start = clock.GetUtcNow();
        await using var resend = await ResendStandIn.StartAsync();
        var pace = resend.Mailer().Pace;

        var waits = Enumerable.Range(0, 3).Select(_ => new MailPace(database, clock).TakeTurnAsync(pace, EmailJobs.SendCode, ct)).ToArray(); // three instances
        await await Task.WhenAny(waits);
        for (var looks = 0; await mailroom.NextTurnAsync() != start + 3 * pace; looks++)
            Assert.True(looks < 10_000, "Not everybody took a turn.");
        Assert.Equal(2, waits.Count(wait => !wait.IsCompleted)); // time stands still

        var all = Task.WhenAll(waits);
        while (!all.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        await all;
        Assert.True(clock.GetUtcNow() - start >= 2 * pace);
    }

    static OutgoingMail Mail() => new(Guid.CreateVersion7(), "ada@people.example", new MailContent("Hello", "Hello Ada", "<p>Hello Ada</p>"));
}
