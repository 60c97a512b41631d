using System.Text.RegularExpressions;

namespace App.Tests.HouseRules;

/// <summary>The repository checks its own taste.</summary>
public sealed partial class TidyTests
{
    /// <summary>A banned word, why, and the files that are its one home.</summary>
    sealed record Ban(string Pattern, string Why, params string[] Homes);

    static readonly Ban[] Bans =
    [
        new(@"new Pass\(", "Only the Gate makes a pass.", "App/Platform/Gate/Gate.cs"),
        new(@"new AppDb\(", "Only the Gate makes a context; the migrator and dotnet-ef have no caller.", "App/Platform/Gate/Gate.cs", "App/Platform/Data/Migrator.cs"),
        new(@"IgnoreQueryFilters\(\)", "Name the filter you mean to drop; the organization is never one of them."),
        new(@"IgnoreQueryFilters\(\[[^\]]*Organization", "The organization filter is never dropped."),
        new(@"DateTime(Offset)?\.(Utc)?Now\b", "Time comes from TimeProvider, or from the pass."),
        new(@"Guid\.NewGuid\(", "Ids are UUID v7 of the pass's time: Id<T>.New(pass.Now)."),
        new(@"new MarkupString|\(MarkupString\)|MarkupString\b[^;{>]*=>?\s*new\b", "Text is escaped; markup is written in components, or with Markup.Of, which encodes.", "App/Platform/Ui/Values/"),
        new(@"PooledDbContextFactory\b", "A context comes out of the Gate.", "App/Platform/Gate/Gate.cs", "App/Platform/Data/Databases.cs"),
        new(@"set_config\([^)]*\)?[^)]*, *false\)|\bset +(session|role|local)\b|pg_advisory_lock\(", "Connections are pooled as they are: what a call sets or locks ends with its transaction.", "App/Platform/Data/Migrator.cs"),
        new(@"async void\b", "An exception in it ends the process."),
        new(@"\.Result\b(?!\w|<|\()", "Await it."),
        new(@"GetAwaiter\(\)\.GetResult", "Await it."),
        new(@"Thread\.Sleep|Task\.Delay\(\d", "Nothing waits by the real clock."),
        new(@"NotImplementedException|\b(TODO|FIXME|HACK)\b", "Finish it, or open an issue."),
        new(@"FromSqlRaw|ExecuteSqlRaw", "SQL is parameterized: FromSql and ExecuteSql with interpolation."),
        new(@"OpsDatabase\b", "Cross-organization connections are for the named loops.", "App/Platform/", "App/Webhooks/", "App/Demo/", "App/Storefront/Carts/PruneCarts.cs", "App/Storefront/Shoppers/PruneShopperTokens.cs", "App/Accounts/Sessions/PruneRefreshTokens.cs", "App/Accounts/Factors/PruneFactors.cs", "App/Accounts/Devices/PruneKnownDevices.cs", "App/Storefront/Devices/PruneKnownShopperDevices.cs"),
    ];

    static readonly string[] BannedFolders = ["Services", "Helpers", "Common", "Shared", "Models", "DTOs", "Utils", "Managers"];

    [Fact]
    public void No_banned_word_stands_outside_its_home()
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
    [InlineData("App/Orders/Pages/OrderPage.razor", "@((MarkupString)order.Note)")]
    [InlineData("App/Orders/Pages/OrderPage.razor", "MarkupString Note(Order order) => new(order.Note);")]
    public void A_banned_word_is_seen(string path, string text) => Assert.NotEmpty(Found(path, text));

    [Theory]
    [InlineData("App/Platform/Gate/Gate.cs", "new AppDb(options)")]
    [InlineData("App/Orders/Pages/OrderPage.razor", "MarkupString Note(Order order) => Markup.Of($\"<b>{order.Note}</b>\");")]
    [InlineData("App/Orders/PlaceOrder.cs", "Task<Result<OrderReceipt>> x; orders.IgnoreQueryFilters([Filters.Archived])")]
    public void An_allowed_one_is_not(string path, string text) => Assert.Empty(Found(path, text));

    static IEnumerable<string> Found(string path, string text) =>
        from ban in Bans
        where !ban.Homes.Any(home => path == home || (home.EndsWith('/') && path.StartsWith(home, StringComparison.Ordinal)))
        from Match match in Regex.Matches(text, ban.Pattern)
        select $"{path}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}: {ban.Why}";

    [Fact]
    public void Files_stay_within_three_hundred_lines()
    {
        var long_ = Sources.Read(["App", "App.Tests", "App.E2E"], ".cs", ".razor").Where(file => file.Text.Count(c => c == '\n') > 300).Select(file => file.Path).ToList();

        Assert.True(long_.Count == 0, "What do these want to become? " + string.Join(", ", long_));
    }

    [Fact]
    public void No_folder_is_a_drawer_for_everything()
    {
        var drawers = Sources.Read(["App"], ".cs", ".razor").Select(file => file.Path).Where(path => path.Split('/').Any(BannedFolders.Contains)).ToList();

        Assert.True(drawers.Count == 0, string.Join('\n', drawers));
    }

    [Fact]
    public void Colors_are_named_in_one_sheet()
    {
        var literal = Sources.Read(["wwwroot/css", "App"], ".css", ".razor").Where(file => !file.Path.EndsWith("tokens.css", StringComparison.Ordinal))
            .SelectMany(file => LiteralColor().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")).ToList();

        Assert.True(literal.Count == 0, string.Join('\n', literal));
        Assert.Matches(LiteralColor(), "color: #0E6B58;");
        Assert.DoesNotMatch(LiteralColor(), "href=\"#main\" color: var(--ink);");
    }

    [Fact]
    public void Pages_hold_no_inline_script_style_or_handler()
    {
        var inline = Sources.Read(["App"], ".razor").SelectMany(file => Inline().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")).ToList();

        Assert.True(inline.Count == 0, string.Join('\n', inline));
        Assert.Matches(Inline(), "<a onclick=\"go()\">");
        Assert.DoesNotMatch(Inline(), "<button @onclick=\"Go\">");
    }

    [GeneratedRegex(@":\s*#[0-9a-fA-F]{3,8}\b|\brgba?\(\s*\d")]
    private static partial Regex LiteralColor();

    [GeneratedRegex(@"<style\b|<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=""")]
    private static partial Regex Inline();
}
