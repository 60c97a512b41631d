using System.Net.WebSockets;
using System.Text;

namespace App.Tests.Platform;

/// <summary>The browser's side of a circuit, by hand: SignalR's handshake and Blazor's MessagePack frames over a WebSocket.</summary>
sealed class RawCircuit : IAsyncDisposable
{
    readonly ClientWebSocket socket = new();
    readonly Uri address;

    RawCircuit(Uri address) => this.address = address;

    public static async Task<RawCircuit> ConnectAsync(TestHouse house, string? sessionToken, string? origin = null)
    {
        using var http = house.Http();
        var circuit = new RawCircuit(http.BaseAddress!);
        if (sessionToken is not null)
            circuit.socket.Options.SetRequestHeader("Cookie", $"__Host-staff-session={sessionToken}");
        circuit.socket.Options.SetRequestHeader("Origin", origin ?? http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        circuit.socket.Options.SetRequestHeader("User-Agent", "raw circuit");
        circuit.socket.Options.CollectHttpResponseDetails = true;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await circuit.socket.ConnectAsync(new Uri($"ws://{http.BaseAddress!.Authority}/_blazor"), limit.Token);
        await circuit.socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, limit.Token);
        Assert.StartsWith("{}", await circuit.ReceiveAsync());
        return circuit;
    }

    /// <summary>Opens a circuit without components, and answers the id by which it could be taken up again.</summary>
    public async Task<string> StartAsync(string path)
    {
        const string Protected = "CfDJ8"; // how what Data Protection has protected begins
        await InvokeAsync("1", "StartCircuit", address.AbsoluteUri, new Uri(address, path).AbsoluteUri, "[]", "");
        var answer = await ReceiveAsync(Protected);
        await InvokeAsync("2", "UpdateRootComponents", "{\"batchId\":1,\"operations\":[]}", "");
        await ReceiveAsync("JS.EndUpdateRootComponents"); // only now it counts as opened
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
        for (var rest = message.Count; ; rest >>= 7)
        {
            frame.Add((byte)(rest > 0x7f ? rest & 0x7f | 0x80 : rest));
            if (rest <= 0x7f)
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
            answer = await ReceiveAsync() ?? throw new InvalidOperationException($"The socket has gone before {part} came.");
        while (!answer.Contains(part, StringComparison.Ordinal));
        return answer;
    }

    /// <summary>The next message as loose text; null when the socket has gone.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        try
        {
            var received = await socket.ReceiveAsync(buffer, limit.Token);
            return received.MessageType == WebSocketMessageType.Close ? null : Encoding.Latin1.GetString(buffer, 0, received.Count);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>All that still comes until the socket has gone.</summary>
    public async Task<string> UntilGoneAsync()
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
