using System.Diagnostics;
using Npgsql;

namespace App.E2E.Faults;

/// <summary>
/// A PostgreSQL of a test's own, as durable as the one that ./run makes and made by the same script, which the test may kill. (The one
/// that the other tests share forgets everything in a crash, on purpose.)
/// </summary>
public sealed class OwnCluster : IAsyncDisposable
{
    // Beside the journeys' own folders; the user postgres has to get there.
    readonly string folder = Path.Combine(Path.GetTempPath(), $"stockade-own-{Guid.CreateVersion7():N}");
    readonly List<Process> shares = [];
    string socket = "";

    public static async Task<OwnCluster> StartAsync()
    {
        var cluster = new OwnCluster();
        Directory.CreateDirectory(cluster.folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(cluster.folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        await cluster.JoinAsync();
        return cluster;
    }

    /// <summary>Connection string of a role: OWNER, APP or OPS.</summary>
    public string Connection(string role)
    {
        var password = File.ReadAllLines(Path.Combine(folder, "database.env")).Single(line => line.StartsWith($"{role}_PASSWORD=", StringComparison.Ordinal)).Split('=')[1];
        return $"Host={socket};Port=5432;Database=stockade;Username=stockade_{role.ToLowerInvariant()};Password={password}";
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection("OPS"));
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>As <c>kill -9</c> does, the server and everything it started.</summary>
    public async Task KillAsync()
    {
        using var server = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(folder, "postgres", "data", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture));
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
    }

    /// <summary>Starts the server when it is not running, and keeps it running for as long as this share is held.</summary>
    public async Task JoinAsync()
    {
        const string script = """
            set -euo pipefail
            . build/say.sh; . build/install.sh; . build/cluster.sh
            trap cluster_leave EXIT
            cluster_join "$1"
            echo "socket $cluster_socket"
            read -r || true
            """;
        var share = new Process { StartInfo = new("bash", ["-c", script, "own-cluster", folder]) { WorkingDirectory = TestDatabase.Root, RedirectStandardInput = true, RedirectStandardOutput = true } };
        share.Start();
        shares.Add(share);
        while (await share.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(90)) is { } line)
            if (line.StartsWith("socket ", StringComparison.Ordinal))
            {
                socket = line[7..];
                return;
            }
        Assert.Fail("The cluster did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var share in shares)
        {
            share.StandardInput.Close();
            await share.WaitForExitAsync();
            share.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }
}
