namespace App.ApiKeys.Parts;

/// <summary>Finds API keys by name, by the part of the key that is shown, by the whole key, or by id.</summary>
public sealed class ApiKeyRecords(ListApiKeys list, GetApiKey get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct)
    {
        if (Id<ApiKey>.TryRead(words, out var id))
            return FoundRecord.One(await get.ExecuteAsync(new(id), ct), Of);
        var keys = await list.ExecuteAsync(new(new(PageRequest.Largest)), ct);
        return [.. FoundRecord.Each(keys, Of)
            .Where(key => Matches(key, words)).Take(FoundRecord.Most)];
    }

    static FoundRecord Of(ApiKeyView key) => new($"api_keys/{key.Id}", key.Name, Shown(key), Shown(key));

    static string Shown(ApiKeyView key) => key.Prefix + key.FirstEight;

    static bool Matches(FoundRecord key, string words) =>
        key.Title.Contains(words, StringComparison.OrdinalIgnoreCase)
        || key.Code!.StartsWith(words, StringComparison.Ordinal)
        || words.StartsWith(key.Code, StringComparison.Ordinal);
}
