using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace App.Tests.Architecture;

/// <summary>A third-party package that the published app contains or is built from.</summary>
/// <param name="License">The SPDX name, under which the text is stored in docs/licenses.</param>
sealed record ShippedPackage(string Name, string Version, string License, string Copyright, string Project);

/// <summary>
/// The shipped packages according to the lock files: NuGet packages that App.csproj references with their transitive
/// dependencies, and the npm packages of fonts and icons. License and copyright are read from the restored packages.
/// </summary>
static partial class ShippedPackages
{
    const string Modules = "node_modules/";

    static string NuGetFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>
    /// Names and versions in packages.lock.json, without packages that App.csproj marks as private and the dependencies that only
    /// those have.
    /// </summary>
    public static IReadOnlyList<(string Name, string Version)> InLockFile(string lockFile, string project)
    {
        using var document = JsonDocument.Parse(lockFile);
        var locked = document.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .ToDictionary(one => one.Name, one => one.Value, StringComparer.OrdinalIgnoreCase);
        var hidden = XDocument.Parse(project).Descendants("PackageReference")
            .Where(reference => reference.Attribute("PrivateAssets")?.Value == "all")
            .Select(reference => reference.Attribute("Include")!.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var queue = new Queue<string>();
        foreach (var (name, entry) in locked)
            if (entry.GetProperty("type").GetString() == "Direct" && !hidden.Contains(name))
                queue.Enqueue(name);
        while (queue.TryDequeue(out var name))
        {
            // Packages that are part of the framework are not in the lock file.
            if (!locked.TryGetValue(name, out var entry) || !found.TryAdd(name, entry.GetProperty("resolved").GetString()!))
                continue;
            if (entry.TryGetProperty("dependencies", out var more))
                foreach (var one in more.EnumerateObject())
                    queue.Enqueue(one.Name);
        }
        return [.. found.Select(one => (one.Key, one.Value))];
    }

    /// <summary>Names, versions and licenses in package-lock.json, without development dependencies.</summary>
    public static IReadOnlyList<(string Name, string Version, string License)> InNpmLockFile(string lockFile)
    {
        using var document = JsonDocument.Parse(lockFile);
        return [.. from one in document.RootElement.GetProperty("packages").EnumerateObject()
                   where one.Name.StartsWith(Modules, StringComparison.Ordinal) && !one.Value.TryGetProperty("dev", out _)
                   let package = one.Value
                   let version = package.GetProperty("version").GetString()!
                   select (one.Name[Modules.Length..], version, package.GetProperty("license").GetString()!)];
    }

    public static ShippedPackage FromNuGet(string name, string version)
    {
        var folder = Path.Combine(NuGetFolder, name.ToLowerInvariant(), version.ToLowerInvariant());
        var nuspec = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single());
        XElement? Element(string local) => nuspec.Descendants().FirstOrDefault(one => one.Name.LocalName == local);
        string? Of(string local) => Element(local)?.Value.Trim();
        var license = Element("license");
        var isFile = license?.Attribute("type")?.Value == "file";
        var text = isFile ? File.ReadAllText(Path.Combine(folder, license!.Value.Replace('\\', '/'))) : null;
        var copyright = Of("copyright") is { } declared && declared.Any(char.IsAsciiDigit) ? declared
            : CopyrightIn(text) ?? Of("copyright") ?? Of("authors") ?? "";
        var project = Of("projectUrl") ?? Element("repository")?.Attribute("url")?.Value ?? "";
        // of a choice, such as "MS-PL OR Apache-2.0", we take the last one
        return new(
            name, version, text is null ? license?.Value.Split(" OR ")[^1] ?? "" : LicenseOf(text), copyright, project);
    }

    /// <summary>Reads a font or icon package from node_modules, which exists after an npm build.</summary>
    public static ShippedPackage FromNpm(string name, string version, string license)
    {
        var folder = Path.Combine(Sources.Root, "node_modules", name);
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "package.json")));
        var copyright = CopyrightIn(File.ReadAllText(Path.Combine(folder, "LICENSE"))) ?? "";
        return new(name, version, license, copyright, package.RootElement.GetProperty("homepage").GetString()!);
    }

    /// <summary>The SPDX name for a license text; empty for an unknown license, which a person has to review.</summary>
    public static string LicenseOf(string text) =>
        text.Contains("GNU Lesser General Public License", StringComparison.Ordinal) ? "LGPL-3.0"
        : text.Contains("LGPLv3 license", StringComparison.Ordinal) ? "LGPL-3.0"
        : text.TrimStart().StartsWith("Apache License", StringComparison.Ordinal) ? "Apache-2.0"
        : text.TrimStart().StartsWith("MIT License", StringComparison.Ordinal) ? "MIT"
        : "";

    static string? CopyrightIn(string? text) =>
        text is not null && Copyright().Match(text) is { Success: true } match ? match.Value.Trim() : null;

    [GeneratedRegex(@"^Copyright (?:\(c\)|©|\d)[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex Copyright();
}
