using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Load;

/// <summary>
/// Imitates a browser with an open staff page: it requests the page, opens its circuit (SignalR over a WebSocket with Blazor's
/// MessagePack) and adds the page's components to the circuit.
/// </summary>
sealed partial class OpenPage : IAsyncDisposable
{
    readonly ClientWebSocket socket = new();
    readonly Side app;
    readonly string cookie;
    readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Regex? awaited;
    readonly TaskCompletionSource<string> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    OpenPage(Side app, string cookie) => (this.app, this.cookie) = (app, cookie);

    /// <summary>Opens a page.</summary>
    /// <param name="app">The product.</param>
    /// <param name="path">Path of the page.</param>
    /// <param name="cookie">Cookie of the session.</param>
    /// <param name="awaited">A text that the open page shows; null to not wait for it.</param>
    public static async Task<OpenPage> OpenAsync(Side app, string path, string cookie, Regex? awaited = null)
    {
        var page = new OpenPage(app, cookie) { awaited = awaited };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var answer = await app.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var html = await answer.Content.ReadAsStringAsync();
        var markers = Markers().Matches(html).Select(match => JsonNode.Parse(match.Groups[1].Value)!).Where(marker => marker["descriptor"] is not null).ToArray();
        var state = State().Match(html).Groups[1].Value;

        var origin = app.Http.BaseAddress!;
        page.socket.Options.SetRequestHeader("Cookie", cookie);
        page.socket.Options.SetRequestHeader("Origin", origin.GetLeftPart(UriPartial.Authority));
        await page.socket.ConnectAsync(new Uri($"ws://{origin.Authority}/_blazor"), default);
        await page.socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, default);
        _ = page.ListenAsync();
        await page.InvokeAsync("1", "StartCircuit", origin.AbsoluteUri, new Uri(origin, path).AbsoluteUri, "[]", state);
        await page.opened.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var operations = new JsonArray([.. markers.Select((marker, i) => new JsonObject { ["type"] = "add", ["ssrComponentId"] = i + 1, ["marker"] = marker.DeepClone() })]);
        await page.InvokeAsync("2", "UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), state);
        if (awaited is not null)
            await page.seen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return page;
    }

    async Task ListenAsync()
    {
        var tail = "";
        var buffer = new byte[16 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, default) is { MessageType: not WebSocketMessageType.Close } received)
            {
                var text = Encoding.Latin1.GetString(buffer, 0, received.Count);
                if (awaited is not null && awaited.IsMatch(tail + text))
                    seen.TrySetResult();
                tail = text.Length > 100 ? text[^100..] : text; // a text may be divided between two frames
                // Data Protection payloads start with these characters.
                if (text.IndexOf("CfDJ8", StringComparison.Ordinal) is >= 0 and var at)
                    opened.TrySetResult(text[at..]);
                // A browser confirms each render batch and script call; the server keeps them until then.
                foreach (var number in NumbersAfter("JS.RenderBatch", text))
                    await SendAsync("OnRenderCompleted", writer => writer.AddRange([0x92, number, 0xc0])); // no error
                foreach (var number in NumbersAfter("JS.BeginInvokeJS", text))
                    await SendAsync("EndInvokeJSFromDotNet", writer =>
                    {
                        writer.AddRange([0x93, number, 0xc3]); // succeeded
                        Append(writer, $"[{number},true,null]");
                    });
            }
        }
        catch (WebSocketException)
        {
            // the page was closed
        }
        opened.TrySetException(new InvalidOperationException("The circuit was not opened."));
    }

    /// <summary>
    /// Returns the first argument of each call with this name. MessagePack encodes small numbers as a single byte.
    /// </summary>
    static IEnumerable<byte> NumbersAfter(string name, string text)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            if (at + name.Length + 1 < text.Length && text[at + name.Length + 1] is < (char)0x80 and var number)
                yield return (byte)number;
    }

    Task InvokeAsync(string id, string target, params string[] arguments) => SendAsync(target, message =>
    {
        message.Add((byte)(0x90 + arguments.Length));
        foreach (var argument in arguments)
            Append(message, argument);
    }, id);

    /// <summary>Sends a hub invocation.</summary>
    /// <param name="target">Method of the hub.</param>
    /// <param name="write">Writes the arguments as one array.</param>
    /// <param name="id">Invocation id; null if no answer is expected.</param>
    Task SendAsync(string target, Action<List<byte>> write, string? id = null)
    {
        var message = new List<byte> { 0x95, 0x01, 0x80 }; // [invocation, no headers, id, target, arguments]
        if (id is null)
            message.Add(0xc0);
        else
            Append(message, id);
        Append(message, target);
        write(message);
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
        message.AddRange([0xdb, (byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length]);
        message.AddRange(bytes);
    }

    /// <summary>Closes the page as a browser does: it tells the server that it will not reconnect.</summary>
    public async ValueTask DisposeAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/disconnect") { Content = new MultipartFormDataContent { { new StringContent(await opened.Task), "circuitId" } } };
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        request.Headers.TryAddWithoutValidation("Origin", app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await app.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        socket.Abort();
        socket.Dispose();
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->")]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
