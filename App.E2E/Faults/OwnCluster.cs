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

    /// <summary>Copies a database of the shared cluster into the database of this one, which takes a tenth of seeding it.</summary>
    public async Task CopyAsync(TestDatabase source)
    {
        const string script = """
            set -euo pipefail
            . build/log.sh; . build/install.sh; . build/cluster.sh
            trap cluster_leave EXIT
            cluster_join "$1"
            "$postgres_bin/pg_dump" --clean --if-exists | as_superuser stockade
            """;
        var from = new NpgsqlConnectionStringBuilder(source.Connection("ADMIN"));
        using var copy = Script(script);
        copy.StartInfo.Environment["PGHOST"] = from.Host;
        copy.StartInfo.Environment["PGUSER"] = from.Username;
        copy.StartInfo.Environment["PGPASSWORD"] = from.Password;
        copy.StartInfo.Environment["PGDATABASE"] = from.Database;
        copy.Start();
        var output = await copy.StandardOutput.ReadToEndAsync();
        await copy.WaitForExitAsync();
        Assert.True(copy.ExitCode == 0, output);
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
        var share = Script(script);
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

    /// <summary>Returns a script that gets the folder of the cluster as its argument and is not started yet.</summary>
    Process Script(string script) => new()
    {
        StartInfo = new("bash", ["-c", script, "own-cluster", folder])
        {
            WorkingDirectory = TestDatabase.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        },
    };

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
