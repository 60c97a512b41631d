using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using App.Tests.Architecture;
using MudBlazor;

namespace App.Tests.Platform.Ui;

/// <summary>
/// The component library takes every color and size from our tokens. Its theme provider, which the app does not use, lists the
/// variables that exist, so a variable added by a new version of the package is noticed.
/// </summary>
public sealed partial class VendorMapTests
{
    static readonly string Map = Read("wwwroot/css/mud-map.css");
    static readonly string Tokens = Read("wwwroot/css/tokens.css");

    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Variable with an RGB triple → the token whose color it repeats.</summary>
    static readonly Dictionary<string, string> RgbVariables = new()
    {
        ["primary"] = "primary", ["secondary"] = "ink-2", ["tertiary"] = "accent", ["info"] = "info", ["success"] = "success",
        ["warning"] = "warning", ["error"] = "danger", ["dark"] = "ink", ["text-primary"] = "ink", ["text-secondary"] = "ink-2",
        ["text-disabled"] = "ink-3", ["surface"] = "surface", ["divider"] = "line",
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_variable_of_the_component_library_is_mapped(bool dark) => Assert.Empty(Missing(ThemeCss.Of(dark), Map));

    [Fact]
    public void A_variable_added_by_an_update_is_found() =>
        Assert.Equal(["--mud-palette-quaternary"], Missing("--mud-palette-quaternary: red; --mud-palette-primary: red;", Map));

    [Fact]
    public void Every_mapped_variable_exists() => Assert.Empty(Missing(Map, ThemeCss.Of(dark: false)));

    [Theory]
    [InlineData(":root, :root[data-theme=\"light\"]")]
    [InlineData(":root[data-theme=\"dark\"]")]
    [InlineData(":root:not([data-theme])")]
    public void RGB_variables_match_the_color_tokens(string mode) => Assert.Empty(Wrong(Values(Map, mode), Values(Tokens, mode)));

    [Fact]
    public void An_RGB_variable_that_differs_from_its_token_is_found()
    {
        const string mode = ":root[data-theme=\"dark\"]";
        var tokens = Values(Tokens, mode);
        tokens["--danger"] = "#010203";

        Assert.Equal(["error"], Wrong(Values(Map, mode), tokens));
    }

    static List<string> Missing(string names, string sheet)
    {
        var defined = Declaration().Matches(sheet).Select(match => match.Groups[1].Value).ToHashSet();
        var named = Declaration().Matches(names).Select(match => match.Groups[1].Value).Distinct();
        return [.. named.Where(name => !defined.Contains(name))];
    }

    static List<string> Wrong(Dictionary<string, string> map, Dictionary<string, string> tokens) =>
        [.. RgbVariables.Keys.Where(name => map[$"--mud-palette-{name}-rgb"] != RgbOf(tokens["--" + RgbVariables[name]]))];

    static string RgbOf(string color) =>
        string.Join(", ", new[] { 1, 3, 5 }.Select(at => byte.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, Invariant)));

    /// <summary>The declarations of a selector at the start of a line.</summary>
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
#pragma warning disable BL0005, MUD0012 // It is not rendered, so its parameters are set from outside.
            var provider = new ThemeCss { Theme = new MudTheme(), IsDarkMode = dark };
#pragma warning restore BL0005, MUD0012
            var sheet = new StringBuilder();
            provider.GenerateTheme(sheet);
            return sheet.ToString();
        }
    }
}
