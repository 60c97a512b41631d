using System.Text.Json;
using App.Tests.Architecture;
using App.Webhooks;
using App.Webhooks.Parts;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

/// <summary>The pages of events say which object an event is about, although payloads have no member of this name.</summary>
public sealed class EventSubjectTests(TestHost host)
{
    EventCatalog Catalog => host.Services.GetRequiredService<EventCatalog>();

    [Fact]
    public async Task The_subject_of_an_event_is_read_from_its_payload()
    {
        var (acme, _) = await host.WithEverythingAsync("Acme", "ACME");
        var events = (await acme.Owner.Get<ListEvents>().ExecuteAsync(new(new(PageRequest.Largest)))).Value.Data;

        Assert.NotEmpty(events);
        foreach (var one in events)
            Assert.Equal(
                await host.ScalarAsync<string>("select subject from outbox_messages where id = $1", one.Id.Value),
                EventSubject.IdOf(Catalog, one));
        var placed = events.First(one => one.Type == "order.placed");
        Assert.Equal($"{placed.Data.GetProperty("number")} · Café Central", EventSubject.NameOf(placed));
    }

    [Theory]
    [InlineData("teapot.boiled", """{"name":"Kettle"}""")]
    [InlineData("order.placed", """{"order_id":7}""")]
    public void An_event_that_is_no_longer_understood_has_no_subject(string type, string payload)
    {
        var old = new EventView(default, type, DateTimeOffset.UnixEpoch, JsonElement.Parse(payload));

        Assert.Null(EventSubject.IdOf(Catalog, old));
    }
}
