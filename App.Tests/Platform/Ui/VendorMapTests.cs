using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using App.Tests.HouseRules;
using MudBlazor;

namespace App.Tests.Platform.Ui;

/// <summary>
/// The component library takes every color and size from our tokens. Its theme provider, which is not used, says which
/// variables there are: a new version of the package cannot add one unseen.
/// </summary>
public sealed partial class VendorMapTests
{
    static readonly string Map = Read("wwwroot/css/mud-map.css");
    static readonly string Tokens = Read("wwwroot/css/tokens.css");

    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Variable of three bare numbers → the token whose color it repeats.</summary>
    static readonly Dictionary<string, string> Numbers = new()
    {
        ["primary"] = "primary", ["secondary"] = "ink-2", ["tertiary"] = "accent", ["info"] = "info", ["success"] = "success",
        ["warning"] = "warning", ["error"] = "danger", ["dark"] = "ink", ["text-primary"] = "ink", ["text-secondary"] = "ink-2",
        ["text-disabled"] = "ink-3", ["surface"] = "surface", ["divider"] = "line",
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_variable_of_the_library_is_set(bool dark) => Assert.Empty(Missing(ThemeCss.Of(dark), Map));

    [Fact]
    public void A_variable_that_an_update_adds_is_seen() =>
        Assert.Equal(["--mud-palette-quaternary"], Missing("--mud-palette-quaternary: red; --mud-palette-primary: red;", Map));

    [Fact]
    public void Every_variable_that_is_set_exists() => Assert.Empty(Missing(Map, ThemeCss.Of(dark: false)));

    [Theory]
    [InlineData(":root, :root[data-theme=\"light\"]")]
    [InlineData(":root[data-theme=\"dark\"]")]
    [InlineData(":root:not([data-theme])")]
    public void Bare_numbers_repeat_the_tokens(string mode) => Assert.Empty(Wrong(Values(Map, mode), Values(Tokens, mode)));

    [Fact]
    public void Bare_numbers_that_differ_from_the_token_are_seen()
    {
        const string mode = ":root[data-theme=\"dark\"]";
        var tokens = Values(Tokens, mode);
        tokens["--danger"] = "#010203";

        Assert.Equal(["error"], Wrong(Values(Map, mode), tokens));
    }

    static List<string> Missing(string names, string sheet)
    {
        var there = Declaration().Matches(sheet).Select(match => match.Groups[1].Value).ToHashSet();
        var named = Declaration().Matches(names).Select(match => match.Groups[1].Value).Distinct();
        return [.. named.Where(name => !there.Contains(name))];
    }

    static List<string> Wrong(Dictionary<string, string> map, Dictionary<string, string> tokens) =>
        [.. Numbers.Keys.Where(name => map[$"--mud-palette-{name}-rgb"] != Bare(tokens["--" + Numbers[name]]))];

    static string Bare(string color) =>
        string.Join(", ", new[] { 1, 3, 5 }.Select(at => byte.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, Invariant)));

    /// <summary>The declarations below a selector that stands at the start of a line.</summary>
    static Dictionary<string, string> Values(string sheet, string selector)
    {
        var values = new Dictionary<string, string>();
        foreach (Match block in Regex.Matches(sheet, $@"^ *{Regex.Escape(selector)} {{([^}}]*)}}", RegexOptions.Multiline))
            foreach (Match match in Declaration().Matches(block.Groups[1].Value))
                values[match.Groups[1].Value] = match.Groups[2].Value.Trim();
        return values;
    }

    static string Read(string path) => File.ReadAllText(Path.Combine(Sources.Root, path));

    [GeneratedRegex(@"(--[\w-]+)\s*:\s*([^;]+);")]
    private static partial Regex Declaration();

    sealed class ThemeCss : MudThemeProvider
    {
        public static string Of(bool dark)
        {
#pragma warning disable BL0005, MUD0012 // Nothing renders it, so its parameters are set from outside.
            var provider = new ThemeCss { Theme = new MudTheme(), IsDarkMode = dark };
#pragma warning restore BL0005, MUD0012
            var sheet = new StringBuilder();
            provider.GenerateTheme(sheet);
            return sheet.ToString();
        }
    }
}
