using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace App.Tests;

/// <summary>Sends requests byte by byte, because HttpClient refuses to send what an attacker sends.</summary>
static class RawHttp
{
    /// <summary>Sends a request on a connection of its own.</summary>
    /// <param name="address">The address of the server.</param>
    /// <param name="request">The whole request.</param>
    /// <returns>The status and the response; 0 if the server closes the connection or keeps it open for five seconds.</returns>
    public static async Task<(int Status, string Response)> SendAsync(Uri address, byte[] request)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, timeout.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(request, timeout.Token);
            using var response = new MemoryStream();
            await stream.CopyToAsync(response, timeout.Token);
            var text = Encoding.Latin1.GetString(response.ToArray());
            return (StatusOf(text), text);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
        {
            return (0, "");
        }
    }

    static int StatusOf(string response) => response.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
        ? int.Parse(response.AsSpan(9, 3), CultureInfo.InvariantCulture)
        : 0;
}
