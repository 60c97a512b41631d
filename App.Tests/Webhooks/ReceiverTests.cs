using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using App.Platform;
using App.Tests.Catalog;
using App.Tests.Platform;
using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class ReceiverTests(LoopHouse loops)
{
    readonly TestHouse house = loops.House;

    [Fact]
    public async Task The_main_job_a_product_is_made_and_the_receiver_shows_its_verified_webhook()
    {
        var web = house.WebIn("Development", WebhookStory.LoopbackAllowed);
        using var http = web.CreateClient();
        var acme = await house.OrganizationAsync();
        var services = house.At(TimeProvider.System, settings: WebhookStory.LoopbackAllowed);
        var admin = new TestActor(services, acme.Admin.Credential);
        var endpoint = await admin.ListensAsync(new Uri(http.BaseAddress!, "/dev/receiver/acme").ToString());
        await acme.StocksTeaAsync();

        await services.RunLoopsAsync();

        var state = await http.GetFromJsonAsync<JsonElement>("/dev/receiver.json");
        var shown = state.GetProperty("deliveries").EnumerateArray().Single(one => one.GetProperty("endpoint_id").GetString() == endpoint.Id.ToString());
        Assert.True(shown.GetProperty("verified").GetBoolean());
        Assert.Equal("product.created", shown.GetProperty("type").GetString());
        Assert.Equal(shown.GetProperty("id").GetString(), shown.GetProperty("headers").GetProperty("webhook-id").GetString());
        Assert.Contains("verified", await http.GetStringAsync("/dev/receiver"), StringComparison.Ordinal);

        // Both secrets after a rotation, and a failure on purpose.
        await admin.Get<RotateWebhookSecret>().ExecuteAsync(new(endpoint.Id));
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync("/dev/receiver/fail?count=1", null)).StatusCode);
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        shown = (await http.GetFromJsonAsync<JsonElement>("/dev/receiver.json")).GetProperty("deliveries")[0];
        Assert.Equal((500, true, true), (shown.GetProperty("status").GetInt32(), shown.GetProperty("verified").GetBoolean(), shown.GetProperty("old").GetBoolean()));
    }

    [Fact]
    public async Task What_nobody_signed_is_shown_as_such_and_refused()
    {
        var web = house.WebIn("Development", WebhookStory.LoopbackAllowed);
        using var http = web.CreateClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => http.PostAsync($"/dev/receiver/{i}", new StringContent(i % 2 == 0 ? "{}" : "<script>", Encoding.UTF8))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        var state = await http.GetFromJsonAsync<JsonElement>("/dev/receiver.json");
        Assert.Equal((40, 0), (state.GetProperty("count").GetInt32(), state.GetProperty("verified").GetInt32()));
        Assert.DoesNotContain("<script>", await http.GetStringAsync("/dev/receiver"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_Development_there_is_no_receiver()
    {
        using var http = house.Http();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/dev/receiver/x");

        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(post)).StatusCode); // no cookie, no key, not from our pages
        Assert.NotEqual(HttpStatusCode.OK, (await http.GetAsync("/dev/receiver.json")).StatusCode);
    }

    [Fact]
    public void What_came_in_long_ago_is_forgotten()
    {
        var log = new ReceiverLog();
        for (var i = 0; i < ReceiverLog.Kept + 5; i++)
            log.Add(number => new Received(number, DateTimeOffset.UnixEpoch, "/", 200, true, true, true, null, null, null, null, [], ""));

        Assert.Equal((ReceiverLog.Kept + 5L, ReceiverLog.Kept), (log.State().Count, log.State().Deliveries.Count));
    }
}
