using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class ReceiverTests(LoopHost loops)
{
    readonly TestHost host = loops.Host;

    [Fact]
    public async Task The_sample_receiver_shows_the_verified_webhook_of_a_new_product()
    {
        var web = host.WebIn("Development", WebhookScenario.LoopbackAllowed);
        using var http = web.CreateClient();
        var acme = await host.OrganizationAsync();
        var services = host.At(TimeProvider.System, settings: WebhookScenario.LoopbackAllowed);
        var admin = new TestActor(services, acme.Admin.Credential);
        var endpoint = await admin.ListensAsync(new Uri(http.BaseAddress!, "/dev/receiver/acme").ToString());
        await acme.StocksTeaAsync();

        await services.RunLoopsAsync();

        var state = await http.GetFromJsonAsync<JsonElement>("/dev/receiver.json");
        var shown = state.GetProperty("deliveries").EnumerateArray()
            .Single(delivery => delivery.GetProperty("endpoint_id").GetString() == endpoint.Id.ToString());
        Assert.True(shown.GetProperty("verified").GetBoolean());
        Assert.Equal("product.created", shown.GetProperty("type").GetString());
        Assert.Equal(shown.GetProperty("id").GetString(), shown.GetProperty("headers").GetProperty("webhook-id").GetString());
        Assert.Contains("verified", await http.GetStringAsync("/dev/receiver"), StringComparison.Ordinal);

        // After a rotation both secrets sign, also for a delivery that the receiver fails on request.
        await admin.Get<RotateWebhookSecret>().ExecuteAsync(new(endpoint.Id));
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync("/dev/receiver/fail?count=1", null)).StatusCode);
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        shown = (await http.GetFromJsonAsync<JsonElement>("/dev/receiver.json")).GetProperty("deliveries")[0];
        Assert.Equal(500, shown.GetProperty("status").GetInt32());
        Assert.True(shown.GetProperty("verified").GetBoolean());
        Assert.True(shown.GetProperty("old").GetBoolean());
    }

    [Fact]
    public async Task Unsigned_requests_are_shown_as_unverified_and_refused()
    {
        var web = host.WebIn("Development", WebhookScenario.LoopbackAllowed);
        using var http = web.CreateClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            http.PostAsync($"/dev/receiver/{i}", new StringContent(i % 2 == 0 ? "{}" : "<script>", Encoding.UTF8))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        var state = await http.GetFromJsonAsync<JsonElement>("/dev/receiver.json");
        Assert.Equal((40, 0), (state.GetProperty("count").GetInt32(), state.GetProperty("verified").GetInt32()));
        Assert.DoesNotContain("<script>", await http.GetStringAsync("/dev/receiver"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_receiver_exists_only_in_Development()
    {
        using var http = host.Http();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/dev/receiver/x");

        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(post)).StatusCode); // no cookie, no API key, foreign origin
        Assert.NotEqual(HttpStatusCode.OK, (await http.GetAsync("/dev/receiver.json")).StatusCode);
    }

    [Fact]
    public void The_receiver_log_keeps_only_the_latest_deliveries()
    {
        var log = new ReceiverLog();
        for (var i = 0; i < ReceiverLog.Kept + 5; i++)
            log.Add(number => new Received(
                number, DateTimeOffset.UnixEpoch, "/", 200, true, true, true, null, null, null, null, [], ""));

        Assert.Equal((ReceiverLog.Kept + 5L, ReceiverLog.Kept), (log.State().Count, log.State().Deliveries.Count));
    }
}
