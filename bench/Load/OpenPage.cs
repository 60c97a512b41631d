using System.Globalization;
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
    (string Call, TaskCompletionSource Done) ended = ("none", new());
    readonly StringBuilder shown = new();
    byte renderer;
    ulong input;
    int calls;
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
        var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, default) is { MessageType: not WebSocketMessageType.Close } received)
            {
                whole.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage)
                    continue;
                var message = whole.ToArray();
                whole.SetLength(0);
                var text = Encoding.Latin1.GetString(message);
                if (awaited is not null && awaited.IsMatch(text))
                    seen.TrySetResult();
                Follow(message, text);
                // Data Protection payloads start with these characters.
                if (text.IndexOf("CfDJ8", StringComparison.Ordinal) is >= 0 and var at)
                    opened.TrySetResult(text[at..]);
                // A browser confirms each render batch and script call; the server keeps them until then.
                foreach (var number in NumbersAfter("JS.RenderBatch", message, text))
                    await SendAsync("OnRenderCompleted", writer =>
                    {
                        writer.Add(0x92);
                        Append(writer, number);
                        writer.Add(0xc0); // no error
                    });
                foreach (var number in NumbersAfter("JS.BeginInvokeJS", message, text))
                    await SendAsync("EndInvokeJSFromDotNet", writer =>
                    {
                        writer.Add(0x93);
                        Append(writer, number);
                        writer.Add(0xc3); // succeeded
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

    /// <summary>Types into the search of the staff area, and waits until its results are shown.</summary>
    /// <param name="words">The text of the input.</param>
    /// <param name="expected">A text of the results.</param>
    public async Task SearchAsync(string words, string expected)
    {
        var call = string.Create(CultureInfo.InvariantCulture, $"call-{++calls}.");
        ended = (call, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await SendAsync("BeginInvokeDotNetFromJS", message =>
        {
            message.Add(0x95);
            Append(message, call);
            message.Add(0xc0);
            Append(message, "DispatchEventAsync");
            message.Add(renderer);
            Append(message, new JsonArray(
                new JsonObject { ["eventHandlerId"] = input, ["eventName"] = "input", ["eventFieldInfo"] = null },
                new JsonObject { ["value"] = words }).ToJsonString());
        });
        await ended.Done.Task.WaitAsync(TimeSpan.FromSeconds(20));
        // the input's own value is sent back; results of an earlier search are not sent again
        if (!shown.ToString().Contains(expected, StringComparison.Ordinal))
            throw new InvalidOperationException($"The search for {words} did not show {expected}.");
    }

    /// <summary>Notes the ids that a later search needs, and whether it has ended.</summary>
    void Follow(byte[] message, string text)
    {
        if (RendererId().Match(text) is { Success: true } match)
            renderer = byte.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        const string render = "JS.RenderBatch";
        for (var at = text.IndexOf(render, StringComparison.Ordinal); at >= 0; at = text.IndexOf(render, at + 1, StringComparison.Ordinal))
            if (RenderBatch.HandlerOf(ContentOf(message, at + render.Length), "oninput") is { } handler)
                input = handler;
        shown.Append(text);
        if (text.Contains("JS.EndInvokeDotNet", StringComparison.Ordinal) && text.Contains(ended.Call, StringComparison.Ordinal))
            ended.Done.TrySetResult();
    }

    /// <summary>Returns the binary argument of a call: the second in its array, after the number of the batch.</summary>
    static ReadOnlySpan<byte> ContentOf(byte[] message, int at)
    {
        at += 1 + NumberAt(message, at + 1).Size;
        var (header, length) = message[at] switch
        {
            0xc4 => (2, message[at + 1]),
            0xc5 => (3, message[at + 1] << 8 | message[at + 2]),
            _ => (5, message[at + 1] << 24 | message[at + 2] << 16 | message[at + 3] << 8 | message[at + 4]),
        };
        return message.AsSpan(at + header, length);
    }

    /// <summary>Returns the first argument of each call with this name.</summary>
    static IEnumerable<int> NumbersAfter(string name, byte[] message, string text)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            yield return NumberAt(message, at + name.Length + 1).Value;
    }

    /// <summary>Reads a number, which MessagePack encodes in as few bytes as possible.</summary>
    static (int Value, int Size) NumberAt(byte[] message, int at) => message[at] switch
    {
        0xcc => (message[at + 1], 2),
        0xcd => (message[at + 1] << 8 | message[at + 2], 3),
        0xce => (message[at + 1] << 24 | message[at + 2] << 16 | message[at + 3] << 8 | message[at + 4], 5),
        var small => (small, 1),
    };

    static void Append(List<byte> message, int number) =>
        message.AddRange([0xd2, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

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

    [GeneratedRegex("attachWebRendererInterop.*?__dotNetObject\":(\\d+)")]
    private static partial Regex RendererId();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
