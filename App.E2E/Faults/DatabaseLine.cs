using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace App.E2E.Faults;

/// <summary>A TCP proxy between the app and the database whose connections a test can cut and restore.</summary>
public sealed class DatabaseLine : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly TestDatabase database;
    readonly CancellationTokenSource stopping = new();
    CancellationTokenSource cut = new();
    volatile bool down;

    DatabaseLine(TestDatabase database) => this.database = database;

    public static DatabaseLine Start(TestDatabase database)
    {
        var line = new DatabaseLine(database);
        line.listener.Start();
        _ = line.ServeAsync();
        return line;
    }

    /// <summary>Returns the connection string of a role through this proxy.</summary>
    public string Connection(string role) =>
        new NpgsqlConnectionStringBuilder(database.Connection(role))
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        }.ConnectionString;

    /// <summary>Breaks all connections and refuses new ones.</summary>
    public async Task CutAsync()
    {
        down = true;
        await cut.CancelAsync();
    }

    /// <summary>Accepts connections again.</summary>
    public void Restore()
    {
        cut = new();
        down = false;
    }

    async Task ServeAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            Socket appSocket;
            try
            {
                appSocket = await listener.AcceptSocketAsync(stopping.Token);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            if (down)
                appSocket.Close(0);
            else
                _ = ForwardAsync(appSocket, CancellationTokenSource.CreateLinkedTokenSource(cut.Token, stopping.Token).Token);
        }
    }

    async Task ForwardAsync(Socket appSocket, CancellationToken ct)
    {
        var to = new NpgsqlConnectionStringBuilder(database.Connection("APP"));
        var port = to.Port == 0 ? 5432 : to.Port;
        EndPoint end = to.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{to.Host}/.s.PGSQL.{port}")
            : new DnsEndPoint(to.Host, port);
        using var databaseSocket = end is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await databaseSocket.ConnectAsync(end, ct);
            await using var appStream = new NetworkStream(appSocket, ownsSocket: true);
            await using var databaseStream = new NetworkStream(databaseSocket);
            await Task.WhenAny(appStream.CopyToAsync(databaseStream, ct), databaseStream.CopyToAsync(appStream, ct));
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
        {
            appSocket.Close(0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
    }
}
