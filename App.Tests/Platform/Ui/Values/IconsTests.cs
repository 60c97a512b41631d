using System.Text.RegularExpressions;
using App.Tests.Architecture;

namespace App.Tests.Platform.Ui;

public sealed partial class IconsTests
{
    [Fact]
    public void Every_icon_used_in_the_code_is_listed()
    {
        var named = Sources.Read(["App"], ".razor", ".cs")
            .SelectMany(file => Named().Matches(file.Text).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.Empty(named.Except(IconDrawings.Names));
        Assert.Contains("plus", named);
    }

    [Fact]
    public void Every_listed_icon_has_a_drawing_when_the_package_is_restored()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Sources.Root, "node_modules/@tabler/icons")), "Built without npm.");

        Assert.DoesNotContain(IconDrawings.Names, name => IconDrawings.Find(name).Count == 0);
    }

    [Fact]
    public void An_unknown_icon_is_an_empty_drawing() => Assert.Empty(IconDrawings.Find("no-such-icon"));

    [GeneratedRegex(@"(?:\bIcons\.Svg\(""|\bIcon="")([a-z0-9-]+)""")]
    private static partial Regex Named();
}
