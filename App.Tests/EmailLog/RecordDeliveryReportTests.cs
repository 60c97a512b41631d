using System.Net;
using System.Text;
using System.Text.Json;
using App.EmailLog;
using App.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.EmailLog;

/// <summary>Delivery reports that Resend posts must be signed and recent; each counts once, in any order.</summary>
[Collection(LoopTests.Name)]
public sealed class RecordDeliveryReportTests(LoopHost loops)
{
    const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    readonly TestHost host = loops.Host;
    readonly FakeClock clock = new();
    readonly Dictionary<string, HttpClient> clients = [];

    [Fact]
    public async Task A_permanent_bounce_is_logged_and_suppresses_the_address()
    {
        var acme = await host.OrganizationAsync();
        var (emailId, eve) = await InviteAsync(acme);
        Assert.Equal(EmailState.Sent, (await ReadAsync(acme, emailId)).State);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Bounce(emailId), "msg_1"));
        await StepAsync();

        var email = await ReadAsync(acme, emailId);
        Assert.Equal((EmailState.Bounced, "550 nobody here"), (email.State, email.Failure));
        Assert.Equal("Bounced", await host.ScalarAsync<string>(
            "select reason from platform.suppressed_addresses where address = $1", eve));
    }

    [Fact]
    public async Task A_duplicate_report_counts_once_and_a_late_one_does_not_revert_the_state()
    {
        var acme = await host.OrganizationAsync();
        var (emailId, eve) = await InviteAsync(acme);
        var complaint = Report("email.complained", emailId);

        foreach (var (body, id) in new[]
        {
            (complaint, "msg_2"),
            (complaint, "msg_2"),
            (Report("email.delivered", emailId), "msg_3"),
            (Report("email.opened", emailId), "msg_4"),
        })
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(body, id));
        await StepAsync();

        Assert.Equal(EmailState.Complained, (await ReadAsync(acme, emailId)).State);
        Assert.Equal(2L, await host.ScalarAsync<long>(
            "select count(*) from platform.delivery_reports where email_id = $1", emailId.Value));
        Assert.Equal("Complained", await host.ScalarAsync<string>(
            "select reason from platform.suppressed_addresses where address = $1", eve));
    }

    [Fact]
    public async Task A_complaint_about_one_organization_leaves_the_recipients_other_emails_alone()
    {
        var (acme, globex) = (await host.OrganizationAsync(), await host.OrganizationAsync("Globex"));
        var (emailId, eve) = await InviteAsync(acme);
        await PostAsync(Report("email.complained", emailId), "msg_complaint");
        await StepAsync();

        Assert.Equal(acme.Id, await host.ScalarAsync<Guid>(
            "select sender from platform.suppressed_addresses where address = $1", eve));
        Assert.Equal(EmailState.Sent, (await ReadAsync(globex, (await InviteAsync(globex, eve)).EmailId)).State);
        await host.ScalarAsync<Guid>(
            "update invitations set revoked_at = now() where organization_id = $1 returning organization_id", acme.Id);
        var again = await ReadAsync(acme, (await InviteAsync(acme, eve)).EmailId);
        Assert.Equal(EmailState.Failed, again.State);
        Assert.Contains("marked an earlier email as spam", again.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transient_bounce_does_not_suppress_and_tags_may_be_a_list()
    {
        var acme = await host.OrganizationAsync();
        var (emailId, eve) = await InviteAsync(acme);

        await PostAsync(Bounce(emailId, "Transient"), "msg_5");
        var tags = new[] { new { name = ResendTransport.Tag, value = emailId.Value.ToString("N") } };
        await PostAsync(JsonSerializer.Serialize(new { type = "email.delivered", data = new { tags } }), "msg_6");
        await StepAsync();

        Assert.Equal(EmailState.Bounced, (await ReadAsync(acme, emailId)).State);
        Assert.Equal(2L, await host.ScalarAsync<long>(
            "select count(*) from platform.delivery_reports where email_id = $1", emailId.Value));
        Assert.Equal(
            0L, await host.ScalarAsync<long>("select count(*) from platform.suppressed_addresses where address = $1", eve));
    }

    [Fact]
    public async Task A_report_that_arrives_before_the_send_is_recorded_is_kept()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(AccountScenario.NewAddress("eve"), Role.Member));
        var emailId = (await acme.Owner.Get<ListEmails>().ExecuteAsync(new(new PageRequest()))).Value.Data[0].Id;

        await PostAsync(Report("email.delivered", emailId), "msg_7");
        await host.Services.GetRequiredService<DeliveryReports>().StepAsync(TestContext.Current.CancellationToken);
        await SendAsync();

        Assert.Equal(EmailState.Delivered, (await ReadAsync(acme, emailId)).State);
    }

    [Fact]
    public async Task Only_a_valid_signature_of_the_exact_body_within_five_minutes_is_accepted()
    {
        var acme = await host.OrganizationAsync();
        var (emailId, _) = await InviteAsync(acme);
        var body = Bounce(emailId);
        var five = TimeSpan.FromMinutes(5);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(body, "msg_8", off: five));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(body, "msg_8", off: -five));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(body, "msg_8", before: "v1,d3Jvbmc= "));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, "msg_9", off: five + TimeSpan.FromSeconds(1)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, "msg_9", off: -five - TimeSpan.FromSeconds(1)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, "msg_9", sent: body + " "));
        Assert.Equal(
            HttpStatusCode.Unauthorized, await PostAsync(body, "msg_9", secret: "whsec_" + Convert.ToBase64String(new byte[24])));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, new string('x', 101)));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("[1", "msg_9"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("""{"type": "email.bounced"}""", "msg_9"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new string(' ', 65 * 1024), "msg_9"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(body, "msg_9", configured: ""));
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from platform.delivery_reports where id = 'msg_9'"));
    }

    [Fact]
    public void The_signature_matches_the_test_vector_published_by_Svix() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        StandardWebhook.Sign(Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8));

    async Task<(Id<EmailLogEntry> EmailId, string Eve)> InviteAsync(TestOrganization acme, string? eve = null)
    {
        eve ??= AccountScenario.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        await SendAsync();
        return ((await acme.Owner.Get<ListEmails>().ExecuteAsync(new(new PageRequest()))).Value.Data[0].Id, eve);
    }

    Task SendAsync() => host.Services.RunDueJobsAsync(EmailJobs.Send);

    async Task StepAsync() =>
        Assert.True(await host.Services.GetRequiredService<DeliveryReports>().StepAsync(TestContext.Current.CancellationToken));

    static async Task<EmailDetails> ReadAsync(TestOrganization acme, Id<EmailLogEntry> emailId) =>
        (await acme.Owner.Get<GetEmail>().ExecuteAsync(new(emailId))).Value;

    async Task<HttpStatusCode> PostAsync(
        string body,
        string id,
        TimeSpan off = default,
        string? sent = null,
        string secret = Secret,
        string before = "",
        string configured = Secret)
    {
        if (!clients.TryGetValue(configured, out var http))
            http = clients[configured] = TestHost.Http(
                host.WebIn("Testing", new Dictionary<string, string?> { ["Mail:Resend:WebhookSecret"] = configured }, clock));
        var timestamp = (clock.GetUtcNow() + off).ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/hooks/resend")
        {
            Content = new StringContent(sent ?? body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(ResendHeaders.Id, id);
        request.Headers.Add(ResendHeaders.Timestamp, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(
            ResendHeaders.Signature, before + StandardWebhook.Sign(secret, id, timestamp, Encoding.UTF8.GetBytes(body)));
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    static string Bounce(Id<EmailLogEntry> emailId, string type = "Permanent") => JsonSerializer.Serialize(new
    {
        type = "email.bounced",
        created_at = "2026-03-02T09:00:00.000Z",
        data = new
        {
            email_id = Guid.CreateVersion7(),
            tags = new Dictionary<string, string> { [ResendTransport.Tag] = emailId.Value.ToString("N") },
            bounce = new { type, subType = "General", message = "550 nobody here" },
        },
    });

    static string Report(string type, Id<EmailLogEntry> emailId)
    {
        var tags = new Dictionary<string, string> { [ResendTransport.Tag] = emailId.Value.ToString("N"), ["other"] = "x" };
        return JsonSerializer.Serialize(new { type, data = new { tags } });
    }
}
