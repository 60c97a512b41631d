namespace Load;

/// <summary>Receives and counts webhooks, and always answers 200.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication app;
    int count, awaited = int.MaxValue;
    TaskCompletionSource arrived = new();

    Receiver(WebApplication app, string url) => (this.app, Url) = (app, url);

    public string Url { get; }

    public static async Task<Receiver> StartAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var receiver = new Receiver(builder.Build(), $"http://127.0.0.1:{port}/hook");
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>
    /// Resets the counter and returns a task that completes when <paramref name="number"/> webhooks have arrived.
    /// </summary>
    public Task Expect(int number)
    {
        (count, arrived) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Volatile.Write(ref awaited, number);
        return arrived.Task;
    }

    async Task TakeAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        if (Interlocked.Increment(ref count) == Volatile.Read(ref awaited))
            arrived.TrySetResult();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
