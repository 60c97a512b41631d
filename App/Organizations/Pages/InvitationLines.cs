namespace App.Organizations.Pages;

/// <summary>
/// Reads a list of people to invite, typed or pasted from a table: one a line, with an email address, and a role after it if the
/// line has one. Commas, semicolons and tabs separate the cells. Cells before the address, such as a name, are ignored.
/// </summary>
static class InvitationLines
{
    /// <summary>The most people that are invited at a time.</summary>
    public const int Most = 50;

    /// <param name="Text">The line as it was typed.</param>
    /// <param name="Email">The address in it.</param>
    /// <param name="Role">The role in it, or that of lines without one.</param>
    /// <param name="Fault">What is wrong with it; null if nothing is.</param>
    public sealed record Line(string Text, string Email, Role Role, string? Fault = null);

    /// <summary>Returns the lines with something in them. A first line with the names of columns is left out.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="otherwise">The role of lines without one.</param>
    public static IReadOnlyList<Line> Read(string? text, Role otherwise)
    {
        var lines = (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var isTable = lines.Length > 1 && !lines[0].Contains('@', StringComparison.Ordinal)
            && lines[0].Contains("mail", StringComparison.OrdinalIgnoreCase);
        return [.. lines.Skip(isTable ? 1 : 0).Select(line => ReadLine(line, otherwise))];
    }

    /// <summary>Returns what prevents the invitation of these people; null if nothing does.</summary>
    public static string? FaultOf(IReadOnlyList<Line> lines) => lines.Count switch
    {
        0 => "Enter at least one email address.",
        > Most => $"These are {lines.Count} lines. Up to {Most} people can be invited at a time.",
        _ => lines.FirstOrDefault(line => line.Fault is not null)?.Fault,
    };

    static Line ReadLine(string line, Role otherwise)
    {
        var cells = line.Split([',', ';', '\t']).Select(cell => cell.Trim(' ', '"')).ToList();
        var place = cells.FindIndex(cell => cell.Contains('@', StringComparison.Ordinal));
        if (place < 0)
            return new(line, "", otherwise, $"“{line}” has no email address.");
        var email = AddressIn(cells[place]);
        var after = cells.Skip(place + 1).FirstOrDefault(cell => cell.Length > 0);
        if (after is null)
            return new(line, email, otherwise);
        return RoleCatalog.Find(after) is { } role
            ? new(line, email, role)
            : new(line, email, otherwise, $"“{after}” in the line “{line}” is not a role.");
    }

    /// <summary>Returns the address of a cell such as <c>Ana Ferreira &lt;ana@example.com&gt;</c>.</summary>
    static string AddressIn(string cell)
    {
        var (from, to) = (cell.IndexOf('<', StringComparison.Ordinal), cell.LastIndexOf('>'));
        return from >= 0 && to > from ? cell[(from + 1)..to].Trim() : cell;
    }
}
