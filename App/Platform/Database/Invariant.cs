namespace App.Platform.Database;

/// <summary>Declares what is always true of the rows of all organizations.</summary>
/// <param name="Sentence">What is true. It is a comment in build/check.sql.</param>
/// <param name="Sql">A select that returns one row for each breach, so no row if nothing was lost or duplicated.</param>
public sealed record Invariant(string Sentence, string Sql)
{
    /// <summary>Returns the statement that counts the breaches of all invariants.</summary>
    public static string CheckOf(IEnumerable<Invariant> invariants) =>
        $"""
        with broken as (
        {string.Join("\n    union all\n", invariants.Select(PartOf))}
        )
        select count(*) from broken;

        """;

    static string PartOf(Invariant invariant) =>
        $"    -- {invariant.Sentence}\n    select 1 from (\n{Indent(invariant.Sql)}\n    ) breach";

    static string Indent(string sql) =>
        string.Join('\n', sql.ReplaceLineEndings("\n").Split('\n').Select(line => "        " + line));
}
