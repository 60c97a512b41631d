using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>Only App/Platform/Jobs/Hangfire names types of Hangfire, so replacing it changes one folder.</summary>
public sealed partial class HangfireTypesTests
{
    const string Folder = "App/Platform/Jobs/Hangfire/";

    [Fact]
    public void Types_of_Hangfire_are_named_in_one_folder()
    {
        var found = Sources.Read(["App"], ".cs", ".razor").SelectMany(file => Named(file.Path, file.Text)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Contains(Sources.Read([Folder], ".cs"), file => Type().IsMatch(file.Text));
    }

    [Theory]
    [InlineData("App/Backstage/Jobs/ListJobs.cs", "using Hangfire.Storage;")]
    [InlineData("App/Platform/Jobs/Schedule.cs", "using static Hangfire.RecurringJob;")]
    [InlineData("App/Backstage/Pages/JobPage.razor", "@using Hangfire")]
    [InlineData("App/Orders/PlaceOrder.cs", "global::Hangfire.BackgroundJob.Enqueue(() => Go());")]
    public void A_type_of_Hangfire_elsewhere_is_found(string path, string text) => Assert.NotEmpty(Named(path, text));

    [Theory]
    [InlineData("App/Platform/Jobs/Hangfire/HangfireServer.cs", "using Hangfire.Server;")]
    [InlineData("App/Backstage/Pages/JobPage.razor", "<p>Hangfire's dashboard may show more.</p>")]
    [InlineData("App/Platform/Setup/Migrator.cs", "await HangfireStorage.InstallAsync(connection, ct);")]
    public void Our_own_types_and_texts_are_not_reported(string path, string text) => Assert.Empty(Named(path, text));

    static IEnumerable<string> Named(string path, string text) =>
        path.StartsWith(Folder, StringComparison.Ordinal) ? []
            : Type().Matches(text).Select(match => $"{path}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}");

    [GeneratedRegex(@"\busing (static )?Hangfire\b|(?<![\w.])(global::)?Hangfire\.[A-Z]\w+")]
    private static partial Regex Type();
}
