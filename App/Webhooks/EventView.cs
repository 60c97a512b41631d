using System.Text.Json;

namespace App.Webhooks;

/// <summary>Represents an event, as the API returns it and webhooks send it.</summary>
public sealed record EventView(Id<OutboxMessage> Id, string Type, DateTimeOffset Timestamp, JsonElement Data)
{
    public static EventView Of(Id<OutboxMessage> id, string type, DateTimeOffset occurredAt, string payload) =>
        new(id, type, occurredAt.ToUniversalTime(), JsonElement.Parse(payload));

    public static EventView Of(OutboxMessage row) => Of(row.Id, row.Type, row.OccurredAt, row.Payload);
}
