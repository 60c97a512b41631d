using System.Diagnostics;
using System.Text.Json;

namespace App.E2E.Accounts;

/// <summary>
/// Runs the npm package jose, an independent implementation of JWT, installed from the repository's lock file into a temporary
/// folder.
/// </summary>
sealed class Jose : IDisposable
{
    readonly string folder;

    Jose(string folder) => this.folder = folder;

    /// <summary>Installs the package; returns null if npm is missing or cannot reach the registry.</summary>
    public static async Task<Jose?> InstallAsync()
    {
        var folder = Directory.CreateTempSubdirectory("stockade-jose-").FullName;
        var jose = new Jose(folder);
        foreach (var name in new[] { "package.json", "package-lock.json", ".npmrc" })
            File.Copy(Path.Combine(TestDatabase.Root, name), Path.Combine(folder, name));
        File.Copy(Path.Combine(TestDatabase.Root, "App.E2E", "Accounts", "jose.mjs"), Path.Combine(folder, "jose.mjs"));
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

    /// <summary>Returns the claims of the token, or <c>refused</c> with the code of the error.</summary>
    public async Task<JsonElement> VerifyAsync(string keys, string issuer, string audience, string token) =>
        JsonDocument.Parse(await RunAsync("node", "jose.mjs", keys, issuer, audience, token)).RootElement;

    async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var run = Process.Start(start)!;
        var output = run.StandardOutput.ReadToEndAsync();
        var errors = run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {run.ExitCode}: {await errors}");
        return await output;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
