namespace App.Exports;

/// <summary>Finds the lists that the features offer for export.</summary>
public sealed class ExportLists(IReadOnlyList<ExportList> all)
{
    public ExportList? Find(string name) => all.FirstOrDefault(list => list.Name == name);

    /// <summary>Returns the names of the lists that the actor may read, and whose exports it may see.</summary>
    public IReadOnlyList<string> NamesFor(Actor actor) =>
        [.. all.Where(list => actor.May(list.Permission)).Select(list => list.Name)];

    /// <summary>Returns the label of an export in the audit log: "Orders as CSV".</summary>
    public string LabelOf(Export export) => $"{TitleOf(export.List)} as {export.Format.ToString().ToUpperInvariant()}";

    public string TitleOf(string name) => Find(name)?.Title ?? name;
}
