using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>Checks the code style of the repository.</summary>
public sealed partial class CodeStyleTests
{
    /// <summary>A banned pattern, the reason, and the files in which it is allowed.</summary>
    sealed record Ban(string Pattern, string Why, params string[] AllowedIn);

    static readonly Ban[] Bans =
    [
        new(@"new OperationContext\(", "Only the Gate creates an operation context.", "App/Platform/Operations/Gate.cs"),
        new(@"new AppDb\(", "Only the Gate creates a database context; the migrator and dotnet-ef have no caller.",
            "App/Platform/Operations/Gate.cs", "App/Platform/Setup/Migrator.cs"),
        new(@"IgnoreQueryFilters\(\)", "Name the filter you mean to drop; the organization is never one of them."),
        new(@"IgnoreQueryFilters\(\[[^\]]*Organization", "The organization filter is never dropped."),
        new(@"DateTime(Offset)?\.(Utc)?Now\b", "Time comes from TimeProvider, or from the operation context."),
        new(@"Guid\.NewGuid\(", "Ids are UUID v7 of the operation's time: Id<T>.New(context.Now)."),
        new(@"new MarkupString|(?<!default)\(MarkupString\)|MarkupString\b[^;{>]*=>?\s*new\b",
            "Text is escaped; markup is written in components, or with Markup.Of, which encodes.", "App/Platform/Ui/Values/"),
        new(@"PooledDbContextFactory\b", "The Gate provides the database context.", "App/Platform/Operations/Gate.cs",
            "App/Platform/Database/DatabaseSetup.cs"),
        new(@"set_config\([^)]*\)?[^)]*, *false\)|\bset +(session|role|local)\b|pg_advisory_lock\(",
            "Connections are pooled as they are: what a call sets or locks ends with its transaction.",
            "App/Platform/Setup/Migrator.cs"),
        new(@"readonly CancellationTokenSource\b", "A component takes its token from ComponentLifetime, also after it was disposed.",
            "App/Platform/Ui/Page/ComponentLifetime.cs"),
        new(@"async void\b", "An exception in it ends the process."),
        new(@"\.Result\b(?!\w|<|\()", "Await it."),
        new(@"GetAwaiter\(\)\.GetResult", "Await it."),
        new(@"Thread\.Sleep|Task\.Delay\(\d", "Nothing waits by the real clock."),
        new(@"NotImplementedException|\b(TODO|FIXME|HACK)\b", "Finish it, or open an issue."),
        new(@"FromSqlRaw|ExecuteSqlRaw", "SQL is parameterized: FromSql and ExecuteSql with interpolation.",
            "App/Platform/Operations/RowLock.cs"),
        new(@"\bMath\.Pow\(2,|\* failures\b|\bfailures \*|\bRetryDelays?\b|\[[\w.]*[aA]ttempts - 1\]",
            "Delays between attempts come from Backoff.", "App/Platform/Jobs/Backoff.cs"),
        new(@"OpsDatabase\b", "Cross-organization connections are for the named background loops.", "App/Platform/",
            "App/Webhooks/", "App/BulkChanges/BulkChangeRunner.cs", "App/Exports/ExportRunner.cs",
            "App/Exports/DeleteExportFiles.cs", "App/Demo/"),
    ];

    static readonly string[] BannedFolders = ["Services", "Helpers", "Common", "Shared", "Models", "DTOs", "Utils", "Managers"];

    [Fact]
    public void Banned_patterns_are_used_only_where_allowed()
    {
        var found = Sources.Read(["App"], ".cs", ".razor").SelectMany(file => Found(file.Path, file.Text)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("App/Orders/PlaceOrder.cs", "var db = new AppDb(options);")]
    [InlineData("App/Orders/PlaceOrder.cs", "PlaceOrder(PooledDbContextFactory<AppDb> contexts)")]
    [InlineData("App/Orders/PlaceOrder.cs", "select set_config('app.organization_id', coalesce($1::text, ''), false)")]
    [InlineData("App/Orders/PlaceOrder.cs", "orders.IgnoreQueryFilters()")]
    [InlineData("App/Orders/PlaceOrder.cs", "orders.IgnoreQueryFilters([Filters.Organization])")]
    [InlineData("App/Orders/PlaceOrder.cs", "var now = DateTimeOffset.UtcNow;")]
    [InlineData("App/Orders/PlaceOrder.cs", "var answer = call.Result;")]
    [InlineData("App/Webhooks/Sending/DeliveryWorker.cs", "await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, n)), clock, ct);")]
    [InlineData("App/Platform/Email/EmailDispatcher.cs", "var pause = Waits[email.Attempts - 1];")]
    [InlineData("App/Orders/Parts/OrderCard.razor", "readonly CancellationTokenSource closed = new();")]
    [InlineData("App/Orders/Pages/OrderPage.razor", "@((MarkupString)order.Note)")]
    [InlineData("App/Orders/Pages/OrderPage.razor", "MarkupString Note(Order order) => new(order.Note);")]
    public void A_banned_pattern_is_found(string path, string text) => Assert.NotEmpty(Found(path, text));

    [Theory]
    [InlineData("App/Platform/Operations/Gate.cs", "new AppDb(options)")]
    [InlineData("App/Orders/Pages/OrderPage.razor", "MarkupString Note(Order order) => Markup.Of($\"<b>{order.Note}</b>\");")]
    [InlineData("App/Orders/PlaceOrder.cs", "Task<Result<OrderReceipt>> x; orders.IgnoreQueryFilters([Filters.Archived])")]
    public void An_allowed_pattern_is_not_reported(string path, string text) => Assert.Empty(Found(path, text));

    static IEnumerable<string> Found(string path, string text) =>
        from ban in Bans
        where !ban.AllowedIn.Any(
            place => path == place || (place.EndsWith('/') && path.StartsWith(place, StringComparison.Ordinal)))
        from Match match in Regex.Matches(text, ban.Pattern)
        select $"{path}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}: {ban.Why}";

    [Fact]
    public void Files_stay_within_three_hundred_lines()
    {
        var tooLong = Sources.Read(["App", "App.Tests", "App.E2E"], ".cs", ".razor")
            .Where(file => file.Text.Count(c => c == '\n') > 300).Select(file => file.Path).ToList();

        Assert.True(tooLong.Count == 0, "Split these files: " + string.Join(", ", tooLong));
    }

    [Fact]
    public void No_folder_has_a_catch_all_name()
    {
        var misplaced = Sources.Read(["App"], ".cs", ".razor").Select(file => file.Path)
            .Where(path => path.Split('/').Any(BannedFolders.Contains)).ToList();

        Assert.True(misplaced.Count == 0, string.Join('\n', misplaced));
    }

    [Fact]
    public void Colors_are_defined_only_in_the_tokens_stylesheet()
    {
        var literal = Sources.Read(["wwwroot/css", "App"], ".css", ".razor")
            .Where(file => !file.Path.EndsWith("tokens.css", StringComparison.Ordinal))
            .SelectMany(file => LiteralColor().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")).ToList();

        Assert.True(literal.Count == 0, string.Join('\n', literal));
        Assert.Matches(LiteralColor(), "color: #0E6B58;");
        Assert.DoesNotMatch(LiteralColor(), "href=\"#main\" color: var(--ink);");
    }

    [Fact]
    public void Pages_have_no_inline_scripts_styles_or_handlers()
    {
        var inline = Sources.Read(["App"], ".razor")
            .SelectMany(file => Inline().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")).ToList();

        Assert.True(inline.Count == 0, string.Join('\n', inline));
        Assert.Matches(Inline(), "<a onclick=\"go()\">");
        Assert.DoesNotMatch(Inline(), "<button @onclick=\"Go\">");
    }

    [GeneratedRegex(@":\s*#[0-9a-fA-F]{3,8}\b|\brgba?\(\s*\d")]
    private static partial Regex LiteralColor();

    [GeneratedRegex(@"<style\b|<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=""")]
    private static partial Regex Inline();
}
