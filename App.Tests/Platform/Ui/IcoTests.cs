using System.Text.RegularExpressions;
using App.Platform.Ui;
using App.Tests.HouseRules;

namespace App.Tests.Platform.Ui;

public sealed partial class IcoTests
{
    [Fact]
    public void Every_icon_that_is_named_is_on_the_list_that_is_drawn()
    {
        var named = Sources.Read(["App"], ".razor", ".cs").SelectMany(file => Named().Matches(file.Text).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.Empty(named.Except(IconDrawings.Names));
        Assert.Contains("plus", named);
    }

    [Fact]
    public void Every_icon_on_the_list_has_a_drawing_where_the_package_was_restored()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Sources.Root, "node_modules/@tabler/icons")), "Built without npm.");

        Assert.DoesNotContain(IconDrawings.Names, name => IconDrawings.Find(name).Count == 0);
    }

    [Fact]
    public void An_unknown_icon_is_an_empty_drawing() => Assert.Empty(IconDrawings.Find("no-such-icon"));

    [GeneratedRegex(@"(?:\bIco\.Of\(""|\bIcon="")([a-z0-9-]+)""")]
    private static partial Regex Named();
}
