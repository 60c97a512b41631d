using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>Every promise in the README names tests that exist.</summary>
public sealed partial class PromiseTests
{
    const string Heading = "## Promises, and the tests that check them";

    [Fact]
    public void Every_promise_names_tests_that_exist()
    {
        var readme = File.ReadAllText(Path.Combine(Sources.Root, "README.md"));
        var rows = RowsOf(readme).ToList();

        var faults = rows.SelectMany(FaultsOf).ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.NotEmpty(rows);
    }

    [Theory]
    [InlineData("| Nothing is ever lost | |")] // names no test
    [InlineData("| Nothing is ever lost | `App.Tests/Orders/NothingIsLostTests.cs` |")] // no such file
    [InlineData("| Nothing is ever lost | `App.Tests/Orders/PlaceOrderTests.cs`, `NothingIsLostTests.cs` |")] // nor in the folder
    [InlineData("| Nothing is ever lost | `App.Tests/Hosting/Scenarios/OrderScenario.cs` |")] // no tests in the file
    [InlineData("| Nothing is ever lost | `App.Tests/Nowhere/` |")] // no such folder
    public void A_promise_without_a_test_is_found(string row) => Assert.NotEmpty(FaultsOf(row));

    [Theory]
    [InlineData("| Orders are placed once | `App.Tests/Orders/PlaceOrderTests.cs`, `CancelOrderTests.cs` |")]
    [InlineData("| Acknowledged data survives | `App.E2E/Faults/` |")]
    public void A_promise_with_tests_is_not_reported(string row) => Assert.Empty(FaultsOf(row));

    static IEnumerable<string> RowsOf(string readme)
    {
        var start = readme.IndexOf(Heading, StringComparison.Ordinal);
        return start < 0 ? [] : readme[start..].Split('\n').Skip(1).SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|')).Skip(2); // the head and the line below it
    }

    static IEnumerable<string> FaultsOf(string row)
    {
        var evidence = row.Split('|', StringSplitOptions.TrimEntries)[2];
        var folder = "";
        var named = Quoted().Matches(evidence).Select(match => match.Groups[1].Value).ToList();
        if (named.Count == 0)
            yield return $"{row}: names no test";
        foreach (var name in named)
        {
            // a file name without a folder is in the folder of the one before
            var path = name.Contains('/', StringComparison.Ordinal) ? name : folder + name;
            folder = path[..(path.LastIndexOf('/') + 1)];
            if (!HasTests(path))
                yield return $"{path}: no such file or folder with tests";
        }
    }

    /// <summary>A folder has tests if one of its files has; a file if it declares the class of its name with a test method.</summary>
    static bool HasTests(string path)
    {
        var full = Path.Combine(Sources.Root, path);
        if (path.EndsWith('/'))
            return Directory.Exists(full) && Directory.EnumerateFiles(full, "*.cs", SearchOption.AllDirectories).Any(IsTestClass);
        return File.Exists(full) && IsTestClass(full);
    }

    static bool IsTestClass(string file)
    {
        var text = File.ReadAllText(file);
        return Regex.IsMatch(text, $@"\bclass {Regex.Escape(Path.GetFileNameWithoutExtension(file))}\b") && TestMethod().IsMatch(text);
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^\n]*\]\s+(?:\[[^\n]*\]\s+)*public (?:async Task|void) \w+\(")]
    private static partial Regex TestMethod();
}
