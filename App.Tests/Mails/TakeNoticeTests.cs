using System.Net;
using System.Text;
using System.Text.Json;
using App.Mails;
using App.Organizations;
using App.Platform;
using App.Tests.Accounts;
using App.Tests.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Mails;

/// <summary>What Resend tells of mails, at the address it is told to: signed, in time, each once, in any order.</summary>
[Collection(LoopTests.Name)]
public sealed class TakeNoticeTests(LoopHouse loops)
{
    const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    readonly TestHouse house = loops.House;
    readonly TestClock clock = new();
    readonly Dictionary<string, HttpClient> doors = [];

    [Fact]
    public async Task A_bounce_for_good_is_told_in_the_log_and_closes_the_address()
    {
        var acme = await house.OrganizationAsync();
        var (mail, eve) = await InviteAsync(acme);
        Assert.Equal(MailState.Sent, (await ReadAsync(acme, mail)).State);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Bounce(mail), "msg_1"));
        await StepAsync();

        var told = await ReadAsync(acme, mail);
        Assert.Equal((MailState.Bounced, "550 nobody here"), (told.State, told.Failure));
        Assert.Equal("Bounced", await house.ScalarAsync<string>("select reason from platform.closed_addresses where address = $1", eve));
    }

    [Fact]
    public async Task The_same_notice_counts_once_and_a_late_one_takes_nothing_back()
    {
        var acme = await house.OrganizationAsync();
        var (mail, eve) = await InviteAsync(acme);
        var complaint = Notice("email.complained", mail);

        foreach (var (body, id) in new[] { (complaint, "msg_2"), (complaint, "msg_2"), (Notice("email.delivered", mail), "msg_3"), (Notice("email.opened", mail), "msg_4") })
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(body, id));
        await StepAsync();

        Assert.Equal(MailState.Complained, (await ReadAsync(acme, mail)).State);
        Assert.Equal(2L, await house.ScalarAsync<long>("select count(*) from platform.mail_notices where mail_id = $1", mail.Value));
        Assert.Equal("Complained", await house.ScalarAsync<string>("select reason from platform.closed_addresses where address = $1", eve));
    }

    [Fact]
    public async Task A_bounce_that_may_pass_closes_nothing_and_tags_may_come_as_a_list()
    {
        var acme = await house.OrganizationAsync();
        var (mail, eve) = await InviteAsync(acme);

        await PostAsync(Bounce(mail, "Transient"), "msg_5");
        await PostAsync(JsonSerializer.Serialize(new { type = "email.delivered", data = new { tags = new[] { new { name = ResendMailer.Tag, value = mail.Value.ToString("N") } } } }), "msg_6");
        await StepAsync();

        Assert.Equal(MailState.Bounced, (await ReadAsync(acme, mail)).State);
        Assert.Equal(2L, await house.ScalarAsync<long>("select count(*) from platform.mail_notices where mail_id = $1", mail.Value));
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from platform.closed_addresses where address = $1", eve));
    }

    [Fact]
    public async Task A_notice_that_is_faster_than_our_own_book_keeping_stays()
    {
        var acme = await house.OrganizationAsync();
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(AccountStory.NewAddress("eve"), Role.Member));
        var mail = (await acme.Owner.Get<ListMails>().ExecuteAsync(new(new PageRequest()))).Value.Data[0].Id;

        await PostAsync(Notice("email.delivered", mail), "msg_7");
        await house.Services.GetRequiredService<MailNotices>().StepAsync(TestContext.Current.CancellationToken);
        await SendAsync();

        Assert.Equal(MailState.Delivered, (await ReadAsync(acme, mail)).State);
    }

    [Fact]
    public async Task Only_the_right_signature_over_these_very_bytes_and_in_time_is_taken()
    {
        var acme = await house.OrganizationAsync();
        var (mail, _) = await InviteAsync(acme);
        var body = Bounce(mail);
        var five = TimeSpan.FromMinutes(5);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(body, "msg_8", off: five));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(body, "msg_8", off: -five));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(body, "msg_8", before: "v1,d3Jvbmc= "));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, "msg_9", off: five + TimeSpan.FromSeconds(1)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, "msg_9", off: -five - TimeSpan.FromSeconds(1)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, "msg_9", sent: body + " "));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, "msg_9", secret: "whsec_" + Convert.ToBase64String(new byte[24])));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, new string('x', 101)));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("[1", "msg_9"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("""{"type": "email.bounced"}""", "msg_9"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new string(' ', 65 * 1024), "msg_9"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(body, "msg_9", configured: ""));
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from platform.mail_notices where id = 'msg_9'"));
    }

    [Fact]
    public void The_signature_is_the_one_of_the_vector_that_Svix_publishes() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", StandardWebhook.Sign(Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8));

    async Task<(Id<MailEntry> Mail, string Eve)> InviteAsync(TestOrganization acme)
    {
        var eve = AccountStory.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        await SendAsync();
        return ((await acme.Owner.Get<ListMails>().ExecuteAsync(new(new PageRequest()))).Value.Data[0].Id, eve);
    }

    Task SendAsync() => house.Services.RunDueJobsAsync(EmailJobs.Send);

    async Task StepAsync() => Assert.True(await house.Services.GetRequiredService<MailNotices>().StepAsync(TestContext.Current.CancellationToken));

    static async Task<MailDetail> ReadAsync(TestOrganization acme, Id<MailEntry> mail) => (await acme.Owner.Get<GetMail>().ExecuteAsync(new(mail))).Value;

    async Task<HttpStatusCode> PostAsync(string body, string id, TimeSpan off = default, string? sent = null, string secret = Secret, string before = "", string configured = Secret)
    {
        if (!doors.TryGetValue(configured, out var http))
            http = doors[configured] = TestHouse.Http(house.WebIn("Testing", new Dictionary<string, string?> { ["Mail:Resend:WebhookSecret"] = configured }, clock));
        var timestamp = (clock.GetUtcNow() + off).ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/hooks/resend") { Content = new StringContent(sent ?? body, Encoding.UTF8, "application/json") };
        request.Headers.Add(ResendHeaders.Id, id);
        request.Headers.Add(ResendHeaders.Timestamp, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(ResendHeaders.Signature, before + StandardWebhook.Sign(secret, id, timestamp, Encoding.UTF8.GetBytes(body)));
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    static string Bounce(Id<MailEntry> mail, string type = "Permanent") => JsonSerializer.Serialize(new
    {
        type = "email.bounced",
        created_at = "2026-03-02T09:00:00.000Z",
        data = new { email_id = Guid.CreateVersion7(), tags = new Dictionary<string, string> { [ResendMailer.Tag] = mail.Value.ToString("N") }, bounce = new { type, subType = "General", message = "550 nobody here" } },
    });

    static string Notice(string type, Id<MailEntry> mail) =>
        JsonSerializer.Serialize(new { type, data = new { tags = new Dictionary<string, string> { [ResendMailer.Tag] = mail.Value.ToString("N"), ["other"] = "x" } } });
}
