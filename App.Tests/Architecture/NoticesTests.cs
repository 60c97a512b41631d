using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace App.Tests.Architecture;

/// <summary>
/// Checks that THIRD-PARTY-NOTICES.md matches the lock files. With STOCKADE_APPROVE=1 it is regenerated from the restored
/// packages.
/// </summary>
public sealed partial class NoticesTests
{
    static readonly string NoticesFile = Path.Combine(Sources.Root, "THIRD-PARTY-NOTICES.md");

    static string Read(string name) => File.ReadAllText(Path.Combine(Sources.Root, name));

    static IReadOnlyList<(string Name, string Version)> Locked() =>
        ShippedPackages.InLockFile(Read("packages.lock.json"), Read("App.csproj"));

    static IReadOnlyList<(string Name, string Version, string License)> LockedByNpm() =>
        ShippedPackages.InNpmLockFile(Read("package-lock.json"));

    static string Write()
    {
        var text = new StringBuilder("""
            # Third-party notices

            Packages of others that Stockade is published with. Made from `packages.lock.json` and `package-lock.json` by a test, which
            fails when this list is not that of the lock files: `STOCKADE_APPROVE=1 ./test --filter FullyQualifiedName~NoticesTests`
            writes it anew.

            The text of each license is in the folder `licenses` beside the published app, in the repository in `docs/licenses`.

            Hangfire and Hangfire.PostgreSql are used under the GNU Lesser General Public License, version 3 (`LGPL-3.0.txt`, which adds
            to `GPL-3.0.txt`). They are used unmodified and stay DLLs of their own beside `App.dll`, neither trimmed nor merged into it, so
            that each of them can be replaced by another build of the same library. Their sources are at the addresses below.

            ## .NET packages


            """);
        WriteTable(text, Locked().Select(one => ShippedPackages.FromNuGet(one.Name, one.Version)));
        text.Append("\n## Fonts and icons\n\n");
        WriteTable(text, LockedByNpm().Select(one => ShippedPackages.FromNpm(one.Name, one.Version, one.License)));
        return text.ToString();
    }

    static void WriteTable(StringBuilder text, IEnumerable<ShippedPackage> packages)
    {
        text.Append("| package | version | license | copyright | project |\n|---|---|---|---|---|\n");
        text.AppendJoin(
            "", packages.Select(one => $"| {one.Name} | {one.Version} | {one.License} | {one.Copyright} | {one.Project} |\n"));
    }

    static IEnumerable<(string Name, string Version, string License)> Rows(string notices) =>
        from match in Row().Matches(notices)
        where match.Groups[1].Value != "package" // the header of the table
        select (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);

    /// <summary>Every package and version that is on only one of the two lists.</summary>
    static IReadOnlyList<(string Name, string Version)> Differences(
        string notices, IEnumerable<(string Name, string Version)> locked)
    {
        var listed = Rows(notices).Select(row => (row.Name, row.Version)).ToHashSet();
        var needed = locked.ToHashSet();
        return [.. listed.Except(needed), .. needed.Except(listed)];
    }

    static IEnumerable<(string Name, string Version)> Needed() =>
        [.. Locked(), .. LockedByNpm().Select(one => (one.Name, one.Version))];

    [Fact]
    public void The_notices_list_exactly_the_packages_in_the_lock_files()
    {
        if (Environment.GetEnvironmentVariable("STOCKADE_APPROVE") == "1")
            File.WriteAllText(NoticesFile, Write());

        var differences = Differences(File.ReadAllText(NoticesFile), Needed());

        Assert.True(differences.Count == 0,
            "Run STOCKADE_APPROVE=1 ./test --filter FullyQualifiedName~NoticesTests: " + string.Join(", ", differences));
    }

    [Fact]
    public void A_missing_package_and_a_wrong_version_are_found()
    {
        var notices = File.ReadAllText(NoticesFile);
        var name = "MailKit";
        var version = Locked().Single(one => one.Name == name).Version;

        Assert.Equal([("Planted", "1.0.0")], Differences(notices, [.. Needed(), ("Planted", "1.0.0")]));
        var without = Regex.Replace(notices, $@"^\| {name} \|.*\n", "", RegexOptions.Multiline);
        Assert.Equal([(name, version)], Differences(without, Needed()));
        var older = notices.Replace($"| {name} | {version} |", $"| {name} | 0.0.1 |", StringComparison.Ordinal);
        Assert.Equal([(name, "0.0.1"), (name, version)], Differences(older, Needed()));
    }

    [Fact]
    public void Build_and_test_packages_are_left_out_and_transitive_packages_are_included()
    {
        var names = Locked().Select(one => one.Name).ToList();

        Assert.DoesNotContain("Microsoft.EntityFrameworkCore.Design", names);
        Assert.DoesNotContain(names, name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        Assert.Contains("BouncyCastle.Cryptography", names);
        Assert.DoesNotContain("jose", LockedByNpm().Select(one => one.Name));
    }

    [Fact]
    public void The_text_of_every_license_is_shipped()
    {
        var licenses = Rows(File.ReadAllText(NoticesFile)).Select(row => row.License).Distinct().ToList();

        Assert.All(licenses, license => Assert.True(TextOf(license).Length > 500,
            $"docs/licenses/{license}.txt is missing: {license} is a new license that somebody has to review."));
        Assert.Contains("LGPL-3.0", licenses);
        Assert.Contains("GNU LESSER GENERAL PUBLIC LICENSE", TextOf("LGPL-3.0"));
        Assert.Contains("GNU GENERAL PUBLIC LICENSE", TextOf("GPL-3.0")); // which the LGPL extends
    }

    [Theory]
    [InlineData("GNU AFFERO GENERAL PUBLIC LICENSE")]
    [InlineData("You must buy a license.")]
    public void An_unknown_license_text_is_not_recognized(string text) =>
        Assert.Equal("", TextOf(ShippedPackages.LicenseOf(text)));

    static string TextOf(string license)
    {
        var path = Path.Combine(Sources.Root, "docs", "licenses", $"{license}.txt");
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    [Fact]
    public void The_notices_and_the_license_texts_are_published()
    {
        var published = XDocument.Parse(Read("App.csproj")).Descendants("Content")
            .Where(content => content.Attribute("CopyToPublishDirectory") is not null)
            .SelectMany(content => content.Attribute("Include")!.Value.Split(';')).ToList();

        Assert.Contains("THIRD-PARTY-NOTICES.md", published);
        Assert.Contains("docs/licenses/*.txt", published);
    }

    [GeneratedRegex(@"^\| ([^ |]+) \| ([^ |]+) \| ([^ |]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
