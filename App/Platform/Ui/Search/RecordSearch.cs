namespace App.Platform.Ui;

/// <summary>Searches the records of all features.</summary>
public sealed class RecordSearch(IReadOnlyList<RecordKind> kinds, IServiceProvider services)
{
    /// <summary>A shorter search matches too many records to be of use.</summary>
    public const int Shortest = 2;

    /// <summary>Returns the records that match, those of one kind together.</summary>
    /// <param name="may">Returns whether the member has a permission.</param>
    /// <param name="words">The search as it was typed.</param>
    /// <param name="ct">Cancels the search, for example because more has been typed.</param>
    public async Task<IReadOnlyList<(RecordKind Kind, FoundRecord Record)>> FindAsync(
        Func<string?, bool> may, string words, CancellationToken ct)
    {
        var found = new List<(RecordKind Kind, FoundRecord Record)>();
        if (words.Length < Shortest || words.Length > Search.Longest)
            return found;
        foreach (var kind in kinds.Where(kind => may(kind.Permission)).OrderBy(kind => kind.Rank))
        {
            ct.ThrowIfCancellationRequested(); // a closed page has no services
            var source = (IRecordSource)services.GetRequiredService(kind.Source);
            found.AddRange((await source.FindAsync(words, ct)).Select(record => (kind, record)));
        }
        return found;
    }
}

static class RecordSearchRegistration
{
    public static void AddRecordSearch(this IServiceCollection services, IReadOnlyList<RecordKind> kinds)
    {
        foreach (var kind in kinds)
            services.AddTransient(kind.Source);
        services.AddTransient(provider => new RecordSearch(kinds, provider));
    }
}
