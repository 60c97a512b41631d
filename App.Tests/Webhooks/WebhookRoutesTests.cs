using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class WebhookRoutesTests(LoopHost loops)
{
    readonly TestHost host = loops.Host;

    [Fact]
    public async Task The_API_creates_updates_rotates_and_archives_an_endpoint()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        var request = new
        {
            url = "https://example.com/hooks",
            event_types = new[] { "product.created", "product.created" },
            description = "Shop",
        };
        using var created = await http.PostAsJsonAsync("/api/v1/webhook_endpoints", request);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var endpoint = await created.Content.ReadFromJsonAsync<JsonElement>();
        var id = endpoint.GetProperty("id").GetString()!;
        var secret = endpoint.GetProperty("secret").GetString()!;
        Assert.StartsWith("whe_", id);
        Assert.StartsWith("whsec_", secret);
        Assert.Equal($"/api/v1/webhook_endpoints/{id}", created.Headers.Location?.OriginalString);
        Assert.Equal(1, endpoint.GetProperty("event_types").GetArrayLength());

        var read = await http.GetFromJsonAsync<JsonElement>($"/api/v1/webhook_endpoints/{id}");
        Assert.False(read.TryGetProperty("secret", out _));
        Assert.Equal("enabled", read.GetProperty("status").GetString());

        using var patched = await http.PatchAsJsonAsync(
            $"/api/v1/webhook_endpoints/{id}",
            new { status = "disabled", event_types = new[] { "*" }, description = (string?)null });
        var changed = await patched.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ("disabled", "manual"),
            (changed.GetProperty("status").GetString(), changed.GetProperty("disabled_reason").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, (await http.PostAsync($"/api/v1/webhook_endpoints/{id}/test", null)).StatusCode);

        using var rotated = await http.PostAsync($"/api/v1/webhook_endpoints/{id}/rotate_secret", null);
        Assert.NotEqual(secret, (await rotated.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync($"/api/v1/webhook_endpoints/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"/api/v1/webhook_endpoints/{id}")).StatusCode);
        Assert.Equal(
            0, (await http.GetFromJsonAsync<JsonElement>("/api/v1/webhook_endpoints")).GetProperty("data").GetArrayLength());
        Assert.Equal(
            [
                "webhook_endpoint.create",
                "webhook_endpoint.update",
                "webhook_endpoint.rotate_secret",
                "webhook_endpoint.archive",
            ],
            await acme.AuditedAsync());
    }

    [Fact]
    public async Task A_new_URL_gets_a_new_secret_and_the_old_ones_stop_signing()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        using var created = await http.PostAsJsonAsync(
            "/api/v1/webhook_endpoints", new { url = "https://example.com/hooks", event_types = new[] { "*" } });
        var endpoint = await created.Content.ReadFromJsonAsync<JsonElement>();
        var path = $"/api/v1/webhook_endpoints/{endpoint.GetProperty("id").GetString()}";
        using var rotated = await http.PostAsync($"{path}/rotate_secret", null);
        var rotatedSecret = (await rotated.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString();

        using var sameUrl = await http.PatchAsJsonAsync(path, new { url = "https://example.com/hooks", description = "Shop" });
        using var newUrl = await http.PatchAsJsonAsync(path, new { url = "https://other.example/hooks" });

        var same = await sameUrl.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(JsonValueKind.Null, same.GetProperty("secret").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, same.GetProperty("old_secret_until").ValueKind);
        var moved = await newUrl.Content.ReadFromJsonAsync<JsonElement>();
        Assert.StartsWith("whsec_", moved.GetProperty("secret").GetString());
        Assert.NotEqual(rotatedSecret, moved.GetProperty("secret").GetString());
        Assert.Equal(JsonValueKind.Null, moved.GetProperty("old_secret_until").ValueKind);
        Assert.True(await host.ScalarAsync<bool>(
            "select old_secret is null from webhook_endpoints where organization_id = $1", acme.Id));
        using var read = await http.GetAsync(path);
        Assert.Equal(read.Headers.ETag, newUrl.Headers.ETag);
        Assert.False((await read.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("secret", out _));
    }

    [Fact]
    public async Task The_secret_is_not_stored_in_plain_text_and_not_in_a_replayed_response()
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);
        http.DefaultRequestHeaders.Add("Idempotency-Key", "k-1");
        var request = new { url = "https://example.com/hooks", event_types = new[] { "*" } };

        using var first = await http.PostAsJsonAsync("/api/v1/webhook_endpoints", request);
        using var again = await http.PostAsJsonAsync("/api/v1/webhook_endpoints", request);

        var secret = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        var replay = await again.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(JsonValueKind.Null, replay.GetProperty("secret").ValueKind);
        var stored = await host.ScalarAsync<string>("""
            select concat(
                (select string_agg(coalesce(before::text, '') || coalesce(after::text, ''), '')
                    from audit_entries where organization_id = $1),
                (select string_agg(response, '') from idempotency_receipts where organization_id = $1),
                (select string_agg(secret, '') from webhook_endpoints where organization_id = $1))
            """, acme.Id);
        Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"url":"http://example.com","event_types":["*"]}""", "url")]
    [InlineData("""{"url":"https://169.254.169.254/","event_types":["*"]}""", "url")]
    [InlineData("""{"url":"","event_types":["*"]}""", "url")]
    [InlineData("""{"url":"https://example.com","event_types":[]}""", "event_types")]
    [InlineData("""{"url":"https://example.com","event_types":["order.eaten"]}""", "event_types[0]")]
    [InlineData("""{"url":"https://example.com","event_types":["*",""]}""", "event_types")]
    public async Task An_invalid_endpoint_is_rejected_with_the_name_of_the_invalid_member(string body, string param)
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/v1/webhook_endpoints", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(param, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("param").GetString());
    }

    [Fact]
    public async Task The_API_lists_and_filters_events_and_deliveries_and_shows_their_attempts()
    {
        await using var stub = await StubReceiver.StartAsync();
        var services = host.At(TimeProvider.System, settings: WebhookScenario.LoopbackAllowed);
        var acme = await host.OrganizationAsync();
        var good = await new TestActor(services, acme.Admin.Credential).ListensAsync(stub.Url + "/good");
        var bad = await new TestActor(services, acme.Admin.Credential).ListensAsync(stub.Url + "/bad");
        stub.Answer = context => StubReceiver.Status(context.Request.Path == "/good" ? 200 : 500, "Hm.")(context);
        var tea = await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        using var http = acme.Http(acme.Key);

        var events = await http.GetFromJsonAsync<JsonElement>($"/api/v1/events?type=product.created&subject={tea.Id}");
        var eventId = events.GetProperty("data")[0].GetProperty("id").GetString();
        var created = await http.GetFromJsonAsync<JsonElement>($"/api/v1/events/{eventId}");
        Assert.Equal(tea.Id.ToString(), created.GetProperty("data").GetProperty("product_id").GetString());

        async Task<JsonElement> ListAsync(string filter) =>
            (await http.GetFromJsonAsync<JsonElement>($"/api/v1/webhook_deliveries?{filter}")).GetProperty("data");
        Assert.Equal(2, (await ListAsync($"event_id={eventId}")).GetArrayLength());
        Assert.Equal(good.Id.ToString(), (await ListAsync("status=delivered"))[0].GetProperty("endpoint_id").GetString());
        Assert.Equal(0, (await ListAsync("event_type=product.archived")).GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("/api/v1/webhook_deliveries?status=lost")).StatusCode);

        var pending = Assert.Single((await ListAsync($"endpoint_id={bad.Id}")).EnumerateArray());
        Assert.Equal("pending", pending.GetProperty("status").GetString());
        var pendingId = pending.GetProperty("id").GetString();
        var detail = await http.GetFromJsonAsync<JsonElement>($"/api/v1/webhook_deliveries/{pendingId}");
        Assert.Equal("Hm.", detail.GetProperty("attempt_log")[0].GetProperty("response_excerpt").GetString());
        Assert.Equal(eventId, detail.GetProperty("event").GetProperty("id").GetString());

        using var resent = await http.PostAsync($"/api/v1/webhook_deliveries/{pendingId}/resend", null);
        Assert.Equal(HttpStatusCode.Accepted, resent.StatusCode);
        stub.Answer = StubReceiver.Status(200);
        await services.RunLoopsAsync();
        Assert.Equal(2, (await ListAsync("status=delivered")).GetArrayLength());
    }

    [Fact]
    public async Task Members_and_other_organizations_cannot_access_webhooks()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var endpoint = await acme.Admin.ListensAsync("https://example.com/hooks");
        using var theirs = globex.Http(globex.Key);

        Assert.Equal(HttpStatusCode.NotFound, (await theirs.GetAsync($"/api/v1/webhook_endpoints/{endpoint.Id}")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await theirs.PostAsync($"/api/v1/webhook_endpoints/{endpoint.Id}/rotate_secret", null)).StatusCode);
        var listed = await acme.Member.Get<App.Webhooks.ListWebhookEndpoints>().ExecuteAsync(new(new PageRequest()));
        Assert.Equal("forbidden", listed.Problem?.Code);
    }
}
