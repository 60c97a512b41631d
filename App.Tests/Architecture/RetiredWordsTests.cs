using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>Replaced packages are mentioned only in the history: the changelog and decisions.</summary>
public sealed class RetiredWordsTests
{
    static readonly string[] Retired = ["Radzen", "Quartz"];

    static readonly string[] History = ["CHANGELOG.md", "docs/decisions/", "App.Tests/Architecture/RetiredWordsTests.cs"];

    [Fact]
    public void No_file_mentions_a_retired_package()
    {
        var found = Sources.All().SelectMany(file => Found(file.Path, file.Text)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("App.csproj", "<PackageReference Include=\"Radzen.Blazor\" />")]
    [InlineData("docs/architecture.md", "Lists are drawn with Radzen.")]
    [InlineData("App.csproj", "<PackageReference Include=\"Quartz\" />")]
    [InlineData("wwwroot/css/data.css", "/* radzen's head */")]
    public void A_retired_name_is_found(string path, string text) => Assert.NotEmpty(Found(path, text));

    [Theory]
    [InlineData("docs/decisions/0003-staff-interface.md", "Radzen was restored then.")]
    [InlineData("CHANGELOG.md", "Radzen is gone.")]
    [InlineData("docs/architecture.md", "Lists are drawn with a library.")]
    public void History_and_other_text_are_allowed(string path, string text) => Assert.Empty(Found(path, text));

    static IEnumerable<string> Found(string path, string text) =>
        from word in Retired
        where !History.Any(place => path == place || (place.EndsWith('/') && path.StartsWith(place, StringComparison.Ordinal)))
        from Match match in Regex.Matches(text, Regex.Escape(word), RegexOptions.IgnoreCase)
        select $"{path}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}";
}
