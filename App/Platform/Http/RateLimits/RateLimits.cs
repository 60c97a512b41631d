namespace App.Platform.Http;

/// <summary>Looks up the rate limits: the general ones and those of all features.</summary>
public sealed class RateLimits(IEnumerable<Limit> ofFeatures)
{
    readonly Dictionary<string, Limit> byName = Limit.General.Concat(ofFeatures).ToDictionary(limit => limit.Name);

    public IReadOnlyCollection<Limit> All => byName.Values;

    public Limit Named(string name) => byName[name];
}
