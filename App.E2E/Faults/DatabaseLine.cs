using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace App.E2E.Faults;

/// <summary>The wire between app and database, which a test can cut and mend.</summary>
public sealed class DatabaseLine : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly TestDatabase database;
    readonly CancellationTokenSource over = new();
    CancellationTokenSource cut = new();
    volatile bool down;

    DatabaseLine(TestDatabase database) => this.database = database;

    public static DatabaseLine Lay(TestDatabase database)
    {
        var line = new DatabaseLine(database);
        line.listener.Start();
        _ = line.ServeAsync();
        return line;
    }

    /// <summary>Connection string of a role that goes over this wire.</summary>
    public string Connection(string role) =>
        new NpgsqlConnectionStringBuilder(database.Connection(role)) { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port }.ConnectionString;

    public async Task CutAsync()
    {
        down = true;
        await cut.CancelAsync();
    }

    public void Mend()
    {
        cut = new();
        down = false;
    }

    async Task ServeAsync()
    {
        while (!over.IsCancellationRequested)
        {
            Socket near;
            try
            {
                near = await listener.AcceptSocketAsync(over.Token);
            }
            catch (Exception) when (over.IsCancellationRequested)
            {
                return;
            }
            if (down)
                near.Close(0);
            else
                _ = CarryAsync(near, CancellationTokenSource.CreateLinkedTokenSource(cut.Token, over.Token).Token);
        }
    }

    async Task CarryAsync(Socket near, CancellationToken ct)
    {
        var to = new NpgsqlConnectionStringBuilder(database.Connection("APP"));
        var port = to.Port == 0 ? 5432 : to.Port;
        EndPoint end = to.Host!.StartsWith('/') ? new UnixDomainSocketEndPoint($"{to.Host}/.s.PGSQL.{port}") : new DnsEndPoint(to.Host, port);
        using var far = new Socket(end is UnixDomainSocketEndPoint ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, end is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            await far.ConnectAsync(end, ct);
            await using var nearStream = new NetworkStream(near, ownsSocket: true);
            await using var farStream = new NetworkStream(far);
            await Task.WhenAny(nearStream.CopyToAsync(farStream, ct), farStream.CopyToAsync(nearStream, ct));
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
        {
            near.Close(0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
    }
}
