using System.Diagnostics;
using Npgsql;

namespace App.E2E.Faults;

/// <summary>
/// A separate PostgreSQL cluster that a test may kill. The script of ./run creates it, so it is equally durable; the cluster that
/// the other tests share is configured to lose its data in a crash.
/// </summary>
public sealed class OwnCluster : IAsyncDisposable
{
    // In the temporary folder, because the user postgres needs access.
    readonly string folder = Path.Combine(Path.GetTempPath(), $"stockade-own-{Guid.CreateVersion7():N}");
    readonly List<Process> shares = [];
    string socket = "";

    public static async Task<OwnCluster> StartAsync()
    {
        var cluster = new OwnCluster();
        Directory.CreateDirectory(cluster.folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                cluster.folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        await cluster.JoinAsync();
        return cluster;
    }

    /// <summary>Returns the connection string of a role: OWNER, APP or OPS.</summary>
    public string Connection(string role)
    {
        var password = File.ReadAllLines(Path.Combine(folder, "database.env"))
            .Single(line => line.StartsWith($"{role}_PASSWORD=", StringComparison.Ordinal))
            .Split('=')[1];
        return $"Host={socket};Port=5432;Database=stockade;Username=stockade_{role.ToLowerInvariant()};Password={password}";
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection("OPS"));
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Kills the server and its child processes like <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        var pidFile = Path.Combine(folder, "postgres", "data", "postmaster.pid");
        var pid = int.Parse(File.ReadLines(pidFile).First(), System.Globalization.CultureInfo.InvariantCulture);
        using var server = Process.GetProcessById(pid);
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
    }

    /// <summary>Starts the server unless it is running and keeps it running until this object is disposed.</summary>
    public async Task JoinAsync()
    {
        const string script = """
            set -euo pipefail
            . build/log.sh; . build/install.sh; . build/cluster.sh
            trap cluster_leave EXIT
            cluster_join "$1"
            echo "socket $cluster_socket"
            read -r || true
            """;
        var share = new Process
        {
            StartInfo = new("bash", ["-c", script, "own-cluster", folder])
            {
                WorkingDirectory = TestDatabase.Root,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            },
        };
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
