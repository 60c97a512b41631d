using App.Storefront;
using App.Tests.Architecture;

namespace App.Tests.Storefront;

public sealed class AccentThemeTests
{
    public static TheoryData<string> Extremes =>
        ["#FFFFFF", "#000000", "#FFFF00", "#0000FF", "#FF0000", "#00FF00", "#777777", "#808080", "#F6F5F1", "#1C1E1B", "#F2A900"];

    [Theory, MemberData(nameof(Extremes))]
    public void Extreme_accent_colors_produce_only_readable_color_pairs(string color) => CanBeRead(Rgb.Parse(color));

    [Fact]
    public void Random_accent_colors_produce_only_readable_color_pairs()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 3000; i++)
            CanBeRead(new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
    }

    static void CanBeRead(Rgb accent)
    {
        var theme = AccentTheme.Of(accent);
        foreach (var (ground, tones) in new[] { (AccentTheme.Paper, theme.Light), (AccentTheme.Night, theme.Dark) })
        {
            foreach (var surface in ground.Surfaces.Append(tones.Soft))
            {
                Assert.True(tones.Strong.ContrastTo(surface) >= AccentTheme.Readable, $"{accent}: {tones.Strong} on {surface}");
                Assert.True(tones.Hover.ContrastTo(surface) >= AccentTheme.Readable, $"{accent}: {tones.Hover} on {surface}");
            }
            Assert.True(tones.OnStrong.ContrastTo(tones.Strong) >= AccentTheme.Readable, $"{accent}: text on {tones.Strong}");
            Assert.True(tones.OnStrong.ContrastTo(tones.Hover) >= AccentTheme.Readable, $"{accent}: text on {tones.Hover}");
            Assert.True(tones.OnBrand.ContrastTo(tones.Brand) >= AccentTheme.Readable, $"{accent}: text on {tones.Brand}");
            Assert.All(
                ground.Surfaces.Take(2),
                surface => Assert.True(tones.Focus.ContrastTo(surface) >= AccentTheme.Visible, $"{accent}: ring on {surface}"));
            Assert.Equal(accent, tones.Brand);
        }
    }

    [Fact]
    public void A_readable_color_is_used_unchanged_and_an_unreadable_one_keeps_its_hue()
    {
        Assert.Equal(AccentTheme.Ours, AccentTheme.Of(AccentTheme.Ours).Light.Strong);
        var marigold = AccentTheme.Of(Rgb.Parse("#F2A900"));
        Assert.NotEqual(marigold.Accent, marigold.Light.Strong);
        Assert.True(marigold.Light.Strong.R > marigold.Light.Strong.G && marigold.Light.Strong.G > marigold.Light.Strong.B);
        Assert.Equal(marigold.Accent, marigold.Dark.Strong);
    }

    [Fact]
    public void Background_colors_match_the_tokens_stylesheet()
    {
        var tokens = File.ReadAllText(Path.Combine(Sources.Root, "wwwroot/css/tokens.css"));
        foreach (var ground in new[] { AccentTheme.Paper, AccentTheme.Night })
            Assert.Contains(
                $"--bg: {ground.Surfaces[1]}; --surface: {ground.Surfaces[0]}; --surface-2: {ground.Surfaces[2]};", tokens);
        Assert.Contains($"--focus: {AccentTheme.Paper.Focus};", tokens);
        Assert.Contains($"--focus: {AccentTheme.Night.Focus};", tokens);
        Assert.Contains($"--primary: {AccentTheme.Ours};", tokens);
    }

    [Fact]
    public void A_different_color_produces_a_different_stylesheet_hash()
    {
        var one = AccentTheme.Of("#112233")!;
        var other = AccentTheme.Of("#112234")!;

        Assert.NotEqual(one.Hash, other.Hash);
        Assert.Equal(one.Hash, AccentTheme.Of("#112233")!.Hash);
        Assert.Equal(3, one.Sheet.Split("--primary:").Length - 1); // light, dark by choice, dark by system setting
        Assert.Null(AccentTheme.Of((string?)null));
        Assert.Null(AccentTheme.Of("#11223G"));
    }
}
