namespace App.ApiKeys.Parts;

/// <summary>Finds API keys by name, by the part of the key that is shown, or by the whole key.</summary>
public sealed class ApiKeyRecords(ListApiKeys list) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct)
    {
        var keys = await list.ExecuteAsync(new(new(PageRequest.Largest)), ct);
        return [.. FoundRecord.Each(keys, key => new("api_keys", key.Name, Shown(key), Shown(key)))
            .Where(key => Matches(key, words)).Take(FoundRecord.Most)];
    }

    static string Shown(ApiKeyView key) => key.Prefix + key.FirstEight;

    static bool Matches(FoundRecord key, string words) =>
        key.Title.Contains(words, StringComparison.OrdinalIgnoreCase)
        || key.Code!.StartsWith(words, StringComparison.Ordinal)
        || words.StartsWith(key.Code, StringComparison.Ordinal);
}
