using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace App.Tests.Architecture;

/// <summary>
/// A temporary copy of the repository that is built without one guard, so its tests can be run. The tests use the same PostgreSQL
/// server, in databases of their own.
/// </summary>
public sealed class PatchedCopy : IDisposable
{
    const string Project = "App.Tests/App.Tests.csproj";

    readonly Lazy<string> root = new(Copy);

    /// <summary>The numbers of tests that passed and failed, or the output of a build that failed.</summary>
    internal sealed record Outcome(int Passed, int Failed, string? BuildFailure);

    internal async Task<Outcome> RunAsync(Mutant mutant, CancellationToken ct)
    {
        var file = Path.Combine(root.Value, mutant.Path);
        var original = await File.ReadAllTextAsync(file, ct);
        await File.WriteAllTextAsync(file, mutant.Apply(original), ct);
        try
        {
            var (built, output) = await DotnetAsync(
                ["build", Project, "-v", "quiet", "-nologo", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false"], ct);
            return built ? await TestAsync(mutant, ct) : new(0, 0, output);
        }
        finally
        {
            await File.WriteAllTextAsync(file, original, CancellationToken.None);
        }
    }

    async Task<Outcome> TestAsync(Mutant mutant, CancellationToken ct)
    {
        var results = Path.Combine(root.Value, "results");
        var filter = string.Join('|', mutant.Tests.Select(tests => $"FullyQualifiedName~{tests.FullName}."));
        await DotnetAsync(
            ["test", Project, "--no-build", "-nologo", "--filter", filter, "--results-directory", results,
                "--logger", "trx;LogFileName=mutant.trx"], ct);
        var report = Path.Combine(results, "mutant.trx");
        var counters = XDocument.Load(report).Descendants().Single(element => element.Name.LocalName == "Counters");
        File.Delete(report);
        return new(Number(counters, "passed"), Number(counters, "executed") - Number(counters, "passed"), null);
    }

    static int Number(XElement counters, string name) =>
        int.Parse(counters.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    async Task<(bool Succeeded, string Output)> DotnetAsync(IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = root.Value,
            RedirectStandardOutput = true,
        };
        // Variables of the test run that would change the inner build or make it run the long tests.
        foreach (var name in start.Environment.Keys.Where(name => name == "STOCKADE_LONG"
            || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var dotnet = Process.Start(start)!;
        var output = await dotnet.StandardOutput.ReadToEndAsync(ct);
        await dotnet.WaitForExitAsync(ct);
        return (dotnet.ExitCode == 0, output);
    }

    static string Copy()
    {
        var folder = Directory.CreateTempSubdirectory("stockade-mutants.").FullName;
        foreach (var path in Sources.Paths())
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Sources.Root, path), target);
        }
        return folder;
    }

    public void Dispose()
    {
        if (root.IsValueCreated)
            Directory.Delete(root.Value, recursive: true);
    }
}
