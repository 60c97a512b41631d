using App.Storefront;
using App.Tests.HouseRules;

namespace App.Tests.Storefront;

public sealed class AccentThemeTests
{
    public static TheoryData<string> Extremes => ["#FFFFFF", "#000000", "#FFFF00", "#0000FF", "#FF0000", "#00FF00", "#777777", "#808080", "#F6F5F1", "#1C1E1B", "#F2A900"];

    [Theory, MemberData(nameof(Extremes))]
    public void Every_color_is_taken_and_gives_only_pairs_that_can_be_read(string color) => CanBeRead(Rgb.Parse(color));

    [Fact]
    public void So_is_any_other_color()
    {
        var dice = new Random(20261121);
        for (var i = 0; i < 3000; i++)
            CanBeRead(new((byte)dice.Next(256), (byte)dice.Next(256), (byte)dice.Next(256)));
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
            Assert.All(ground.Surfaces.Take(2), surface => Assert.True(tones.Focus.ContrastTo(surface) >= AccentTheme.Visible, $"{accent}: ring on {surface}"));
            Assert.Equal(accent, tones.Brand);
        }
    }

    [Fact]
    public void A_color_that_can_be_read_is_used_as_it_is_and_one_that_cannot_keeps_its_hue()
    {
        Assert.Equal(AccentTheme.Ours, AccentTheme.Of(AccentTheme.Ours).Light.Strong);
        var marigold = AccentTheme.Of(Rgb.Parse("#F2A900"));
        Assert.NotEqual(marigold.Accent, marigold.Light.Strong);
        Assert.True(marigold.Light.Strong.R > marigold.Light.Strong.G && marigold.Light.Strong.G > marigold.Light.Strong.B);
        Assert.Equal(marigold.Accent, marigold.Dark.Strong);
    }

    [Fact]
    public void The_grounds_are_those_of_the_token_sheet()
    {
        var tokens = File.ReadAllText(Path.Combine(Sources.Root, "wwwroot/css/tokens.css"));
        foreach (var ground in new[] { AccentTheme.Paper, AccentTheme.Night })
            Assert.Contains($"--bg: {ground.Surfaces[1]}; --surface: {ground.Surfaces[0]}; --surface-2: {ground.Surfaces[2]};", tokens);
        Assert.Contains($"--focus: {AccentTheme.Paper.Focus};", tokens);
        Assert.Contains($"--focus: {AccentTheme.Night.Focus};", tokens);
        Assert.Contains($"--primary: {AccentTheme.Ours};", tokens);
    }

    [Fact]
    public void Another_color_is_another_sheet_under_another_address()
    {
        var (one, other) = (AccentTheme.Of("#112233")!, AccentTheme.Of("#112234")!);

        Assert.NotEqual(one.Hash, other.Hash);
        Assert.Equal(one.Hash, AccentTheme.Of("#112233")!.Hash);
        Assert.Equal(3, one.Sheet.Split("--primary:").Length - 1); // by day, in the dark by choice, in the dark by system
        Assert.Null(AccentTheme.Of((string?)null));
        Assert.Null(AccentTheme.Of("#11223G"));
    }
}
