namespace App.Platform.Ui;

/// <summary>Loads the cards of all features for the home page.</summary>
public sealed class HomeCards(IEnumerable<HomeCard> all, IServiceProvider services)
{
    /// <summary>
    /// Loads the cards that a member with these permissions sees, in their order. Returns the first problem if one occurs.
    /// </summary>
    public async Task<Result<IReadOnlyList<HomeCardContent>>> LoadAsync(
        Func<string, bool> may, HomePeriod period, CancellationToken ct)
    {
        var loaded = new List<HomeCardContent>();
        foreach (var card in all.Where(card => may(card.Permission)).OrderBy(card => card.Rank))
        {
            ct.ThrowIfCancellationRequested(); // a closed page has no services
            var source = (IHomeCardSource)services.GetRequiredService(card.Source);
            var content = await source.LoadAsync(period, ct);
            if (!content.Succeeded)
                return content.Problem;
            loaded.Add(content.Value);
        }
        return loaded;
    }
}

static class HomeCardsRegistration
{
    public static void AddHomeCards(this IServiceCollection services, IReadOnlyList<HomeCard> all)
    {
        foreach (var card in all)
            services.AddTransient(card.Source);
        services.AddTransient(provider => new HomeCards(all, provider));
    }
}
