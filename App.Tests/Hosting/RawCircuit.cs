using System.Net.WebSockets;
using System.Text;

namespace App.Tests;

/// <summary>
/// The browser's side of a circuit without a browser: SignalR's handshake and Blazor's MessagePack frames over a WebSocket.
/// </summary>
sealed class RawCircuit : IAsyncDisposable
{
    readonly ClientWebSocket socket = new();
    readonly Uri address;

    RawCircuit(Uri address) => this.address = address;

    public static async Task<RawCircuit> ConnectAsync(TestHost host, string? sessionToken, string? origin = null)
    {
        using var http = host.Http();
        var circuit = new RawCircuit(http.BaseAddress!);
        if (sessionToken is not null)
            circuit.socket.Options.SetRequestHeader("Cookie", $"__Host-staff-session={sessionToken}");
        circuit.socket.Options.SetRequestHeader("Origin", origin ?? http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        circuit.socket.Options.SetRequestHeader("User-Agent", "raw circuit");
        circuit.socket.Options.CollectHttpResponseDetails = true;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await circuit.socket.ConnectAsync(new Uri($"ws://{http.BaseAddress!.Authority}/_blazor"), limit.Token);
        await circuit.socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"),
            WebSocketMessageType.Text, true, limit.Token);
        Assert.StartsWith("{}", await circuit.ReceiveAsync());
        return circuit;
    }

    /// <summary>Opens a circuit without components and returns the id with which it can be reconnected.</summary>
    public async Task<string> StartAsync(string path)
    {
        const string Protected = "CfDJ8"; // prefix of everything that Data Protection has protected
        await InvokeAsync("1", "StartCircuit", address.AbsoluteUri, new Uri(address, path).AbsoluteUri, "[]", "");
        var answer = await ReceiveAsync(Protected);
        await InvokeAsync("2", "UpdateRootComponents", "{\"batchId\":1,\"operations\":[]}", "");
        await ReceiveAsync("JS.EndUpdateRootComponents"); // the circuit counts as open only after this
        return answer[answer.IndexOf(Protected, StringComparison.Ordinal)..];
    }

    public Task ReconnectAsync(string circuit) => InvokeAsync("3", "ConnectCircuit", circuit);

    public Task InvokeAsync(string id, string target, params string[] arguments)
    {
        var message = new List<byte> { 0x95, 0x01, 0x80 }; // [invocation, no headers, id, target, arguments]
        Append(message, id);
        Append(message, target);
        message.Add((byte)(0x90 + arguments.Length));
        foreach (var argument in arguments)
            Append(message, argument);
        var frame = new List<byte>();
        for (var length = message.Count; ; length >>= 7)
        {
            frame.Add((byte)(length > 0x7f ? length & 0x7f | 0x80 : length));
            if (length <= 0x7f)
                break;
        }
        frame.AddRange(message);
        return socket.SendAsync(frame.ToArray(), WebSocketMessageType.Binary, true, default);
    }

    static void Append(List<byte> message, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        message.AddRange([0xda, (byte)(bytes.Length >> 8), (byte)bytes.Length]);
        message.AddRange(bytes);
    }

    async Task<string> ReceiveAsync(string part)
    {
        string answer;
        do
            answer = await ReceiveAsync()
                ?? throw new InvalidOperationException($"The socket closed before {part} was received.");
        while (!answer.Contains(part, StringComparison.Ordinal));
        return answer;
    }

    /// <summary>The next message as text; null when the socket has closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        try
        {
            var received = await socket.ReceiveAsync(buffer, limit.Token);
            return received.MessageType == WebSocketMessageType.Close ? null
                : Encoding.Latin1.GetString(buffer, 0, received.Count);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>All messages until the socket closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var all = new StringBuilder();
        while (await ReceiveAsync() is { } message)
            all.Append(message);
        return all.ToString();
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
