namespace App.Platform.Ui;

/// <summary>Looks up the names of the statuses of all features, so a status looks the same on every page.</summary>
public sealed class StatusNames(IEnumerable<StatusName> all)
{
    readonly Dictionary<Enum, StatusName> names = all.ToDictionary(name => name.Status);

    public IReadOnlyCollection<StatusName> All => names.Values;

    /// <summary>
    /// Returns the name of a status. One that no feature declares is shown as is, in neutral, so it never breaks a page.
    /// </summary>
    public StatusName Of(Enum status) =>
        names.TryGetValue(status, out var name) ? name : new StatusName(status, Plain(status), Tone.Neutral, Shape.Ring);

    static string Plain(Enum status)
    {
        var words = SnakeCase.From(status.ToString()).Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
