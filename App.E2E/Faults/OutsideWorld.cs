using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace App.E2E.Faults;

/// <summary>
/// Stands in for Resend (POST /emails with idempotency keys, as documented) and for a webhook receiver that rejects the first
/// attempt of each delivery. Both record what they were sent.
/// </summary>
sealed class OutsideWorld : IAsyncDisposable
{
    readonly HttpListener listener = new();
    readonly Func<string, Task<bool>> isDelivered;
    readonly ConcurrentDictionary<string, string> emails = new(); // idempotency key → recipient
    readonly ConcurrentDictionary<string, int> posts = new(); // product → posts
    Task serving = Task.CompletedTask;

    OutsideWorld(Func<string, Task<bool>> isDelivered) => this.isDelivered = isDelivered;

    public string Url { get; private set; } = "";

    /// <summary>The recipients of the accepted emails, one per idempotency key.</summary>
    public ICollection<string> Recipients => emails.Values;

    /// <summary>The number of requests that reused an idempotency key for a different email.</summary>
    public int MixedUpKeys;

    /// <summary>The number of posts of deliveries whose success was recorded already.</summary>
    public int PostsAfterSuccess;

    public int DeliveriesSeen => posts.Count;

    /// <summary>Starts the server on a free port.</summary>
    /// <param name="isDelivered">Returns whether the delivery of a product's event is recorded as a success.</param>
    public static OutsideWorld Open(Func<string, Task<bool>> isDelivered)
    {
        var world = new OutsideWorld(isDelivered);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            world.Url = $"http://localhost:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        world.listener.Prefixes.Add(world.Url + "/");
        world.listener.Start();
        world.serving = world.ServeAsync();
        return world;
    }

    async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            _ = AnswerAsync(context);
        }
    }

    async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            var (status, answer) = context.Request.Url!.AbsolutePath == "/emails"
                ? TakeEmail(context.Request, body)
                : await TakePostAsync(body);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The sender was killed.
        }
    }

    (int Status, string Answer) TakeEmail(HttpListenerRequest request, string body)
    {
        var key = request.Headers["Idempotency-Key"]!;
        var recipient = JsonDocument.Parse(body).RootElement.GetProperty("to")[0].GetString()!;
        if (emails.GetOrAdd(key, recipient) != recipient)
            Interlocked.Increment(ref MixedUpKeys);
        return (200, $$"""{"id":"{{Guid.CreateVersion7()}}"}""");
    }

    async Task<(int Status, string Answer)> TakePostAsync(string body)
    {
        var product = JsonDocument.Parse(body).RootElement.GetProperty("data").GetProperty("product_id").GetString()!;
        if (await isDelivered(product))
            Interlocked.Increment(ref PostsAfterSuccess);
        return posts.AddOrUpdate(product, 1, (_, before) => before + 1) == 1 ? (500, "{}") : (200, "{}");
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }
}
