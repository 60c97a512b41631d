using System.Text.Json;
using App.Platform;

namespace App.Webhooks;

/// <summary>An event as the API shows it and as webhooks carry it.</summary>
public sealed record EventView(Id<OutboxMessage> Id, string Type, DateTimeOffset Timestamp, JsonElement Data)
{
    public static EventView Of(Id<OutboxMessage> id, string type, DateTimeOffset occurredAt, string payload) =>
        new(id, type, occurredAt.ToUniversalTime(), JsonElement.Parse(payload));

    public static EventView Of(OutboxMessage row) => Of(row.Id, row.Type, row.OccurredAt, row.Payload);
}
