namespace App.Platform.Ui;

/// <summary>
/// Holds which rows of a list are selected. Rows stay selected on other pages of the list, until the filter changes. All rows
/// that the filter selects can be selected at once.
/// </summary>
public abstract class RowSelection
{
    readonly HashSet<Guid> ids = [];

    /// <summary>Occurs when rows are selected or no longer selected.</summary>
    public event Action? Changed;

    public IReadOnlyCollection<Guid> Ids => ids;

    /// <summary>Gets whether all rows that the filter selects are selected, on all pages.</summary>
    public bool IsWholeFilter { get; private set; }

    /// <summary>Gets whether any row is selected.</summary>
    public bool Any => IsWholeFilter || ids.Count > 0;

    public void SelectWholeFilter()
    {
        IsWholeFilter = true;
        ids.Clear();
        Changed?.Invoke();
    }

    public void Clear()
    {
        if (!Any)
            return;
        IsWholeFilter = false;
        ids.Clear();
        Changed?.Invoke();
    }

    protected bool Has(Guid id) => IsWholeFilter || ids.Contains(id);

    /// <summary>Selects or clears rows. After "all of the filter", only the rows of the page that stay remain selected.</summary>
    protected void Set(IEnumerable<Guid> these, bool selected, IEnumerable<Guid> ofPage)
    {
        if (IsWholeFilter)
        {
            IsWholeFilter = false;
            ids.UnionWith(ofPage);
        }
        if (selected)
            ids.UnionWith(these);
        else
            ids.ExceptWith(these);
        Changed?.Invoke();
    }
}

/// <summary>Selects rows of one type.</summary>
/// <param name="id">Id of a row.</param>
/// <param name="label">Number, code or name of a row, for screen readers.</param>
public sealed class RowSelection<T>(Func<T, Guid> id, Func<T, string> label) : RowSelection where T : notnull
{
    Guid? last;

    public string LabelOf(T row) => label(row);

    public bool Has(T row) => Has(id(row));

    /// <summary>
    /// Selects a row, or clears it. With a range, the rows between it and the row that was last changed get the same state.
    /// </summary>
    public void Toggle(T row, bool range, IReadOnlyList<T> page)
    {
        var ids = page.Select(id).ToList();
        var at = ids.IndexOf(id(row));
        var from = range && last is { } anchor && ids.IndexOf(anchor) is >= 0 and var index ? index : at;
        var selected = !Has(row);
        last = id(row);
        Set(ids.Skip(Math.Min(from, at)).Take(Math.Abs(from - at) + 1), selected, ids);
    }

    public bool HasAll(IReadOnlyList<T> page) => page.Count > 0 && page.All(Has);

    public void SetAll(IReadOnlyList<T> page, bool selected)
    {
        var ids = page.Select(id).ToList();
        Set(ids, selected, ids);
    }
}
