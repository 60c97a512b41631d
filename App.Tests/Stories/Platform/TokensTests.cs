using System.Globalization;
using System.Text.RegularExpressions;
using App.Tests.Architecture;

namespace App.Tests.Platform.Ui;

/// <summary>The colors of both modes meet the contrast requirements of WCAG.</summary>
public sealed partial class TokensTests
{
    static readonly string Sheet = File.ReadAllText(Path.Combine(Sources.Root, "wwwroot/css/tokens.css"));

    static Dictionary<string, string> Colors(string selector) =>
        Sheet.Split(selector + " {")[1..].SelectMany(block => Declaration().Matches(block[..block.IndexOf('}')]))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim());

    static Dictionary<string, string> Light => Colors(":root, :root[data-theme=\"light\"]");
    static Dictionary<string, string> Dark => Colors("\n:root[data-theme=\"dark\"]");

    public static TheoryData<string, string> Pairs => new()
    {
        { "--ink", "--bg" }, { "--ink", "--surface" }, { "--ink", "--surface-2" }, { "--ink-2", "--bg" },
        { "--ink-2", "--surface" }, { "--ink-2", "--surface-2" },
        { "--ink-3", "--bg" }, { "--ink-3", "--surface" }, { "--ink-3", "--surface-2" }, { "--primary", "--bg" },
        { "--primary", "--surface" }, { "--primary", "--primary-soft" },
        { "--on-primary", "--primary" }, { "--on-primary", "--primary-hover" }, { "--on-danger", "--danger" },
        { "--on-accent", "--accent" },
        { "--info", "--info-soft" }, { "--success", "--success-soft" }, { "--warning", "--warning-soft" },
        { "--danger", "--danger-soft" },
        { "--danger", "--surface" }, { "--ink", "--danger-soft" }, { "--ink-2", "--danger-soft" },
        { "--ink-2", "--warning-soft" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_has_sufficient_contrast_in_both_modes(string text, string ground)
    {
        Assert.True(Contrast(Light[text], Light[ground]) >= 4.5, $"light: {Contrast(Light[text], Light[ground]):0.00}");
        Assert.True(Contrast(Dark[text], Dark[ground]) >= 4.5, $"dark: {Contrast(Dark[text], Dark[ground]):0.00}");
    }

    [Theory]
    [InlineData("--line-2")]
    [InlineData("--focus")]
    [InlineData("--series-1")]
    [InlineData("--series-2")]
    [InlineData("--series-3")]
    [InlineData("--series-4")]
    [InlineData("--series-5")]
    public void Meaningful_lines_have_sufficient_contrast_in_both_modes(string line)
    {
        Assert.True(Contrast(Light[line], Light["--surface"]) >= 3, $"light: {Contrast(Light[line], Light["--surface"]):0.00}");
        Assert.True(Contrast(Dark[line], Dark["--surface"]) >= 3, $"dark: {Contrast(Dark[line], Dark["--surface"]):0.00}");
    }

    [Fact]
    public void The_chosen_and_the_system_dark_mode_have_the_same_colors() =>
        Assert.Equal(Dark, Colors(":root:not([data-theme])"));

    [Fact]
    public void Both_modes_define_the_same_colors() => Assert.Equal(Light.Keys.Order(), Dark.Keys.Order());

    static double Contrast(string one, string other)
    {
        var lighter = Math.Max(Luminance(one), Luminance(other));
        var darker = Math.Min(Luminance(one), Luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    static double Luminance(string color)
    {
        double Channel(int at)
        {
            var value = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    [GeneratedRegex(@"(--[\w-]+)\s*:\s*([^;]+);")]
    private static partial Regex Declaration();
}
