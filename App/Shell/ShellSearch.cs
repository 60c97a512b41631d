namespace App.Shell;

/// <summary>
/// Searches the staff area: records whose number, code or name was typed exactly, then pages and actions, then other records,
/// then pages and actions that only contain the typed letters in order.
/// </summary>
public sealed class ShellSearch(IEnumerable<QuickAction> actions, RecordSearch records)
{
    /// <summary>The maximum number of results.</summary>
    const int Most = 15;

    /// <param name="frame">The organization and the member.</param>
    /// <param name="entries">The pages that the member sees in the navigation.</param>
    /// <param name="typed">The search as it was typed.</param>
    /// <param name="ct">Cancels the search, for example because more has been typed.</param>
    public async Task<IReadOnlyList<PickerChoice>> FindAsync(
        OrganizationContext frame, IReadOnlyList<NavEntry> entries, string typed, CancellationToken ct)
    {
        var words = typed.Trim();
        var places = Places(frame, entries, words);
        var found = await records.FindAsync(frame.May, words, ct);
        var named = found.Where(match => match.Record.IsNamed(words)).ToList();
        IEnumerable<PickerChoice> choices =
        [
            .. named.Select(match => ChoiceOf(frame, match.Kind, match.Record)),
            .. places.Where(place => place.Match > TitleMatch.Letters).Select(place => place.Choice),
            .. found.Except(named).Select(match => ChoiceOf(frame, match.Kind, match.Record)),
            .. places.Where(place => place.Match == TitleMatch.Letters).Select(place => place.Choice),
        ];
        return [.. choices.Take(Most)];
    }

    /// <summary>Returns whether the browser has to load the page, because the router of a circuit does not know it.</summary>
    public bool IsStatic(OrganizationContext frame, string href) =>
        OwnActions.IsStatic(href) || actions.Any(action => action.Static && frame.Href(action.Path) == href);

    /// <summary>Returns the matching pages and actions, best match first.</summary>
    List<(TitleMatch Match, PickerChoice Choice)> Places(
        OrganizationContext frame, IReadOnlyList<NavEntry> entries, string words)
    {
        var pages = entries.Select(entry => new PickerChoice(frame.Href(entry.Path), entry.Title, GroupOf(entry)));
        var allowed = actions.Where(action => frame.May(action.Permission)).OrderBy(action => action.Title)
            .Select(action => new PickerChoice(frame.Href(action.Path), action.Title, "Action"));
        return
        [
            .. Matching(pages.Concat(allowed), words, TitleMatch.Letters)
                .Concat(Matching(OwnActions.All, words, TitleMatch.Typo)) // a few letters mean a page
                .OrderByDescending(place => place.Match),
        ];
    }

    static IEnumerable<(TitleMatch Match, PickerChoice Choice)> Matching(
        IEnumerable<PickerChoice> choices, string words, TitleMatch least) =>
        choices.Select(choice => (Match: TitleMatch.Of(choice.Text, words), Choice: choice)).Where(place => place.Match >= least);

    static PickerChoice ChoiceOf(OrganizationContext frame, RecordKind kind, FoundRecord record)
    {
        var note = string.IsNullOrEmpty(record.Note) ? kind.Title : $"{kind.Title} · {record.Note}";
        return new(frame.Href(record.Path), record.Title, note);
    }

    static string GroupOf(NavEntry entry) => entry.Group == NavGroup.Home ? "" : entry.Group.ToString();
}
