using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>
/// Checks that every form of the staff pages keeps its input, and that pages which change an object say what they had loaded.
/// </summary>
public sealed partial class FormsTests
{
    /// <summary>Changes that are one explicit action, such as a switch. The last one wins.</summary>
    static readonly (string File, string Call)[] Actions =
    [
        ("App/Webhooks/Pages/WebhookPage.razor",
            "Update.ExecuteAsync(request, IdempotencyKey.New(Clock), CancellationToken.None)"),
    ];

    [Fact]
    public void Every_form_has_a_draft()
    {
        var found = Pages().SelectMany(page => WithoutDraft(page.Path, page.Text)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void Every_update_on_a_page_names_the_version_that_was_loaded()
    {
        var found = Pages().SelectMany(page => WithoutVersion(page.Path, page.Text)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void A_form_without_a_draft_and_an_update_without_a_version_are_found()
    {
        const string page = """
            @inject UpdateCustomer Update
            <Form OnSubmit="SaveAsync" Notice="refusal">
            </Form>
            @code {
                async Task SaveAsync() => refusal = (await Update.ExecuteAsync(new(id, changes), key)).Problem;
            }
            """;

        Assert.Single(WithoutDraft("App/Customers/Pages/Planted.razor", page));
        Assert.Single(WithoutVersion("App/Customers/Pages/Planted.razor", page));
    }

    static IEnumerable<(string Path, string Text)> Pages() => Sources.Read(["App"], ".razor")
        .Where(file => !file.Path.StartsWith("App/Shell/Gallery/", StringComparison.Ordinal))
        .Select(file => (file.Path, file.Text));

    static IEnumerable<string> WithoutDraft(string path, string text) => FormTag().Matches(text)
        .Where(tag => !tag.Value.Contains("Draft=", StringComparison.Ordinal))
        .Select(tag => $"{path}: {tag.Value} keeps no draft");

    /// <summary>Static pages, such as the one that changes a password, show nothing that they could overwrite.</summary>
    static IEnumerable<string> WithoutVersion(string path, string text) =>
        from operation in UpdateOperation().Matches(text)
        where text.Contains("<Form ", StringComparison.Ordinal) || text.Contains("@inherits StaffPage", StringComparison.Ordinal)
        from call in Regex.Matches(text, $@"\b{operation.Groups["name"].Value}\.ExecuteAsync\((?<rest>[^;]*);")
        let rest = call.Groups["rest"].Value
        where !rest.Contains("version", StringComparison.Ordinal) && !rest.Contains("Precondition.Of", StringComparison.Ordinal)
        where !Actions.Any(action => action.File == path && call.Value.StartsWith(action.Call, StringComparison.Ordinal))
        select $"{path}: {call.Value} names no version";

    [GeneratedRegex(@"<Form\b[^>]*>")]
    private static partial Regex FormTag();

    [GeneratedRegex(@"@inject (?:Update|Change|Watch|SetLockoutThreshold)\w* (?<name>\w+)")]
    private static partial Regex UpdateOperation();
}
