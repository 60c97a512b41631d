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
    public sealed record Line(string Text, string Email, RoleKey Role, string? Fault = null);

    /// <summary>Returns the lines with something in them. A first line with the names of columns is left out.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="otherwise">The role of lines without one.</param>
    /// <param name="roles">The roles that the inviter may give: the text of each key as its value, and its name.</param>
    public static IReadOnlyList<Line> Read(string? text, RoleKey otherwise, IReadOnlyList<SelectOption> roles)
    {
        var lines = (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var isTable = lines.Length > 1 && !lines[0].Contains('@', StringComparison.Ordinal)
            && lines[0].Contains("mail", StringComparison.OrdinalIgnoreCase);
        return [.. lines.Skip(isTable ? 1 : 0).Select(line => ReadLine(line, otherwise, roles))];
    }

    /// <summary>Returns what prevents the invitation of these people; null if nothing does.</summary>
    public static string? FaultOf(IReadOnlyList<Line> lines) => lines.Count switch
    {
        0 => "Enter at least one email address.",
        > Most => $"These are {lines.Count} lines. Up to {Most} people can be invited at a time.",
        _ => lines.FirstOrDefault(line => line.Fault is not null)?.Fault,
    };

    static Line ReadLine(string line, RoleKey otherwise, IReadOnlyList<SelectOption> roles)
    {
        var cells = line.Split([',', ';', '\t']).Select(cell => cell.Trim(' ', '"')).ToList();
        var place = cells.FindIndex(cell => cell.Contains('@', StringComparison.Ordinal));
        if (place < 0)
            return new(line, "", otherwise, $"“{line}” has no email address.");
        var email = AddressIn(cells[place]);
        var after = cells.Skip(place + 1).FirstOrDefault(cell => cell.Length > 0);
        if (after is null)
            return new(line, email, otherwise);
        var named = roles.FirstOrDefault(role => string.Equals(role.Text, after, StringComparison.OrdinalIgnoreCase));
        return RoleKey.TryRead(named?.Value, out var role)
            ? new(line, email, role)
            : new(line, email, otherwise, $"“{after}” in the line “{line}” is not a role that you can give.");
    }

    /// <summary>Returns the address of a cell such as <c>Ana Ferreira &lt;ana@example.com&gt;</c>.</summary>
    static string AddressIn(string cell)
    {
        var (from, to) = (cell.IndexOf('<', StringComparison.Ordinal), cell.LastIndexOf('>'));
        return from >= 0 && to > from ? cell[(from + 1)..to].Trim() : cell;
    }
}
