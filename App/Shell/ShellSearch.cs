namespace App.Shell;

/// <summary>
/// Searches the staff area: records whose number, code or name was typed exactly, then pages and actions, then other records,
/// then pages and actions that only contain the typed letters in order. Among equal matches, what the member has opened from the
/// search most often and most recently comes first.
/// </summary>
public sealed class ShellSearch(IEnumerable<QuickAction> actions, RecordSearch records)
{
    /// <summary>The maximum number of results.</summary>
    const int Most = 15;

    /// <param name="frame">The organization and the member.</param>
    /// <param name="entries">The pages that the member sees in the navigation.</param>
    /// <param name="typed">The search as it was typed.</param>
    /// <param name="used">What the member has opened from the search.</param>
    /// <param name="ct">Cancels the search, for example because more has been typed.</param>
    public async Task<IReadOnlyList<PickerChoice>> FindAsync(
        OrganizationContext frame, IReadOnlyList<NavEntry> entries, string typed, IReadOnlyList<UsedChoice> used,
        CancellationToken ct)
    {
        var words = typed.Trim();
        var scores = used.DistinctBy(choice => choice.Href).ToDictionary(choice => choice.Href, choice => choice.Score);
        var places = Places(frame, entries, words);
        var found = await records.FindAsync(frame.May, words, ct);
        var named = found.Where(match => match.Record.IsNamed(words)).ToList();
        var others = found.Except(named).Select(match => ChoiceOf(frame, match.Kind, match.Record))
            .Concat(UsedRecords(frame, entries, used, words));
        IEnumerable<PickerChoice> choices =
        [
            .. ByUse(named.Select(match => ChoiceOf(frame, match.Kind, match.Record))),
            .. places.Where(place => place.Match > TitleMatch.Letters).GroupBy(place => place.Match)
                .SelectMany(equal => ByUse(equal.Select(place => place.Choice))),
            .. ByUse(others),
            .. ByUse(places.Where(place => place.Match == TitleMatch.Letters).Select(place => place.Choice)),
        ];
        return [.. choices.DistinctBy(choice => choice.Value).Take(Most)];

        IEnumerable<PickerChoice> ByUse(IEnumerable<PickerChoice> equal) =>
            equal.OrderByDescending(choice => scores.GetValueOrDefault(choice.Value)); // stable
    }

    /// <summary>
    /// Returns the records that the member has opened before and whose title matches. The first five of a kind, which the search
    /// returns, may not include them. A record is left out if the member does not see the page of its list any more.
    /// </summary>
    static IEnumerable<PickerChoice> UsedRecords(
        OrganizationContext frame, IReadOnlyList<NavEntry> entries, IReadOnlyList<UsedChoice> used, string words) =>
        words.Length < RecordSearch.Shortest ? [] : used
            .Where(choice => entries.Any(entry =>
                entry.Path.Length > 0 && choice.Href.StartsWith(frame.Href(entry.Path) + "/", StringComparison.Ordinal)))
            .Where(choice => TitleMatch.Of(choice.Text, words) > TitleMatch.Letters)
            .Select(choice => new PickerChoice(choice.Href, choice.Text, choice.Note));

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
