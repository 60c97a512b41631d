namespace App.Webhooks.Parts;

/// <summary>Finds a webhook endpoint by its id.</summary>
public sealed class EndpointRecords(GetWebhookEndpoint get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct) =>
        Id<WebhookEndpoint>.TryRead(words, out var id)
            ? FoundRecord.One(await get.ExecuteAsync(new(id), ct), one => new($"webhooks/{one.Id}", one.Url))
            : [];
}
