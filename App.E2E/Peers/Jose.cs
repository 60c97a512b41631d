using System.Diagnostics;
using System.Text.Json;

namespace App.E2E.Peers;

/// <summary>The npm package jose: an implementation of JWT that is not ours. Installed beside the test, from the repository's lock file.</summary>
sealed class Jose : IDisposable
{
    readonly string folder;

    Jose(string folder) => this.folder = folder;

    /// <summary>Null where there is no npm, or it finds no registry.</summary>
    public static async Task<Jose?> InstallAsync()
    {
        var folder = Directory.CreateTempSubdirectory("stockade-jose-").FullName;
        var jose = new Jose(folder);
        foreach (var name in new[] { "package.json", "package-lock.json", ".npmrc" })
            File.Copy(Path.Combine(TestDatabase.Root, name), Path.Combine(folder, name));
        File.Copy(Path.Combine(TestDatabase.Root, "App.E2E", "Peers", "jose.mjs"), Path.Combine(folder, "jose.mjs"));
        try
        {
            await jose.RunAsync("npm", "ci", "--ignore-scripts", "--loglevel=error");
            return jose;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            jose.Dispose();
            return null;
        }
    }

    /// <summary>The token's claims, or why it was refused.</summary>
    public async Task<JsonElement> VerifyAsync(string keys, string issuer, string audience, string token) =>
        JsonDocument.Parse(await RunAsync("node", "jose.mjs", keys, issuer, audience, token)).RootElement;

    async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        return run.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {run.ExitCode}: {await errors}");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
