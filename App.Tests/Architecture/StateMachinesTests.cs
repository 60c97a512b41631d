using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>docs/state-machines.md names exactly the states that the enums have.</summary>
public sealed partial class StateMachinesTests(TestHost host)
{
    /// <summary>Stands in the table for the beginning and the end, which are not states.</summary>
    const string None = "none";

    static readonly string Document = File.ReadAllText(Path.Combine(Sources.Root, "docs", "state-machines.md"));

    static readonly ILookup<string, Type> Enums =
        typeof(Features).Assembly.GetTypes().Where(type => type.IsEnum).ToLookup(type => type.Name);

    [Fact]
    public void The_document_names_exactly_the_states_of_each_enum()
    {
        var faults = Sections(Document).SelectMany(section => Faults(section.Enum, section.States)).ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("| Placed | Canceled | `order.cancel` | open |")]
    [InlineData("| none | Placed | | |\n| Placed | PartiallyFulfilled | | |\n| Placed | Fulfilled | | |\n"
        + "| Placed | Canceled | | |\n| Canceled | Lost | | |")]
    public void A_missing_or_unknown_state_is_found(string rows)
    {
        var (name, states) = Assert.Single(Sections($"## Order\n\nEnum: `OrderStatus`.\n\n{Header}\n{rows}\n"));

        Assert.NotEmpty(Faults(name, states));
    }

    [Fact]
    public void Every_enum_of_a_status_column_is_in_the_document()
    {
        using var db = host.Behind(Guid.Empty);
        var stored = db.Model.GetEntityTypes().SelectMany(EnumChecks.Columns)
            .Where(column => column.Column is "status" or "state").Select(column => column.Enum.Name).Distinct();

        Assert.Empty(stored.Except(Sections(Document).Select(section => section.Enum)));
    }

    const string Header = "| from | to | operation | guard |\n|---|---|---|---|";

    /// <summary>The enum and the states of each section that names an enum.</summary>
    static IEnumerable<(string Enum, HashSet<string> States)> Sections(string text) =>
        from section in text.Split("\n## ").Skip(text.StartsWith("## ", StringComparison.Ordinal) ? 0 : 1)
        let name = EnumName().Match(section)
        where name.Success
        let rows = Row().Matches(section).Skip(1) // the header
        select (name.Groups[1].Value, rows.SelectMany(row => new[] { row.Groups[1].Value, row.Groups[2].Value })
            .SelectMany(cell => cell.Split(", ")).Where(state => state != None).ToHashSet());

    static IEnumerable<string> Faults(string name, HashSet<string> states)
    {
        if (Enums[name].SingleOrDefault() is not { } type)
            return [$"There is no enum {name}."];
        return Enum.GetNames(type).Except(states).Select(state => $"{name}.{state} is not in the document.")
            .Concat(states.Except(Enum.GetNames(type)).Select(state => $"{name} has no {state}."));
    }

    [GeneratedRegex(@"^Enum: `(\w+)`", RegexOptions.Multiline)]
    private static partial Regex EnumName();

    [GeneratedRegex(@"^\| ([A-Za-z][\w, ]*?) \| ([A-Za-z][\w, ]*?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
