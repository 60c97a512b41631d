using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>
/// Tests are where one looks for them: those of one file at the path of that file, those of several files in
/// <c>Stories/&lt;Feature&gt;</c>, what tests share in <c>Hosting</c>, and those of the whole code in <c>Architecture</c>.
/// </summary>
public sealed partial class TestPathsTests
{
    static readonly ILookup<string, string> Subjects = Sources.Read(["App"], ".cs", ".razor", ".sql", ".js")
        .ToLookup(file => FolderOf(file.Path, "App") + "/" + Path.GetFileName(file.Path).Split('.')[0], file => file.Path);

    [Fact]
    public void Every_test_is_at_the_path_of_its_subject()
    {
        var faults = Sources.Read(["App.Tests"], ".cs").Select(file => FaultOf(file.Path, file.Text)).OfType<string>().ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("App.Tests/Orders/OrdersStayTests.cs", "App.Tests.Orders")] // no such subject: a story
    [InlineData("App.Tests/Webhooks/RetryScheduleTests.cs", "App.Tests.Webhooks")] // the subject is in Sending
    [InlineData("App.Tests/Orders/PlaceOrderTests.cs", "App.Tests.Catalog")] // another feature's namespace
    [InlineData("App.Tests/Stories/Baskets/BasketTests.cs", "App.Tests.Baskets")] // no such feature
    [InlineData("App.Tests/Stories/Webhooks/RetryScheduleTests.cs", "App.Tests.Webhooks")] // has a subject
    [InlineData("App.Tests/Orders/OrderScenario.cs", "App.Tests.Orders")] // shared code
    [InlineData("App.Tests/Hosting/TestHost.cs", "App.Tests.Hosting")]
    public void A_misplaced_test_is_found(string path, string space) => Assert.NotNull(FaultOf(path, $"namespace {space};\n"));

    [Theory]
    [InlineData("App.Tests/Webhooks/Sending/RetryScheduleTests.cs", "App.Tests.Webhooks")]
    [InlineData("App.Tests/Stories/Webhooks/RetryTests.cs", "App.Tests.Webhooks")]
    [InlineData("App.Tests/Hosting/TestHost.cs", "App.Tests")]
    public void A_test_in_its_place_is_not_reported(string path, string space) =>
        Assert.Null(FaultOf(path, $"namespace {space};\n"));

    static string? FaultOf(string path, string text)
    {
        var folder = FolderOf(path, "App.Tests");
        var name = Path.GetFileNameWithoutExtension(path);
        var space = Namespace().Match(text).Groups[1].Value;
        if (folder.StartsWith("Architecture", StringComparison.Ordinal))
            return null;
        if (folder.StartsWith("Hosting", StringComparison.Ordinal))
            return space == "App.Tests" ? null : $"{path}: its namespace is not App.Tests";
        if (!name.EndsWith("Tests", StringComparison.Ordinal))
            return $"{path}: code that tests share belongs in App.Tests/Hosting";

        var subject = name[..^"Tests".Length];
        var story = folder.StartsWith("Stories/", StringComparison.Ordinal);
        var feature = (story ? folder["Stories/".Length..] : folder).Split('/')[0];
        if (!Directory.Exists(Path.Combine(Sources.Root, "App", feature)))
            return $"{path}: there is no feature {feature}";
        if (!$"{space}.".StartsWith($"App.Tests.{feature}.", StringComparison.Ordinal))
            return $"{path}: its namespace is not that of the feature {feature}";
        if (!story)
            return Subjects.Contains($"{folder}/{subject}") ? null
                : $"{path}: there is no App/{folder}/{subject}; tests of several files belong in Stories/{feature}";
        var inFeature = Subjects.FirstOrDefault(found =>
            found.Key.StartsWith($"{feature}/", StringComparison.Ordinal)
            && found.Key.EndsWith($"/{subject}", StringComparison.Ordinal));
        return inFeature is null ? null : $"{path}: its subject is {inFeature.First()}";
    }

    static string FolderOf(string path, string root) =>
        (Path.GetDirectoryName(path)! + "/")[(root.Length + 1)..].TrimEnd('/').Replace('\\', '/');

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
