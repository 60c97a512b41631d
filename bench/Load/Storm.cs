using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;

namespace Load;

/// <summary>
/// Simulates an attack: more sign-ins per second than a machine can verify. Meanwhile it measures a static page and an API call,
/// fifty times a second each. Requests are sent at a fixed rate, even if earlier ones have not been answered.
/// </summary>
sealed class Storm(Side app, Calls calls, TimeSpan length)
{
    const int SignInsASecond = 200;
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    int sent, verified, turnedAway;

    public sealed record Weather(double PageP99, double ApiP99, int Sent, int Verified, int TurnedAway);

    public async Task<Weather> RunAsync()
    {
        const int few = 40; // warm-up: the first requests load and compile code
        for (var i = 0; i < few; i++)
            await Task.WhenAll(OpenPageAsync(), calls.GetAsync(i));
        await Task.WhenAll(Enumerable.Range(0, few).Select(i => SignInAsync(-1 - i)));
        (verified, turnedAway) = (0, 0);

        using var over = new CancellationTokenSource(length);
        var pages = ProbeAsync(_ => OpenPageAsync(), over.Token);
        var api = ProbeAsync(calls.GetAsync, over.Token);
        await BlowAsync(over.Token);
        return new(Line.Percentile(await pages, 0.99), Line.Percentile(await api, 0.99), sent, verified, turnedAway);
    }

    async Task OpenPageAsync() => (await app.Http.GetAsync(new Uri("/login", UriKind.Relative))).Dispose();

    async Task BlowAsync(CancellationToken over)
    {
        var (began, signIns) = (Stopwatch.GetTimestamp(), new List<Task>());
        await EachTickAsync(TimeSpan.FromMilliseconds(5), () =>
        {
            for (var due = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * SignInsASecond); sent < due; sent++)
                signIns.Add(SignInAsync(sent));
        }, over);
        await Task.WhenAll(signIns);
    }

    async Task SignInAsync(int i)
    {
        using var answer = await app.Http.PostAsJsonAsync("/api/v1/auth/login", new { email = $"nobody-{i}@example.com", password = "no such password" });
        switch ((int)answer.StatusCode)
        {
            case 400: // wrong_credentials
                Interlocked.Increment(ref verified);
                break;
            case 503:
                Interlocked.Increment(ref turnedAway);
                break;
            case var other:
                throw new InvalidOperationException($"A sign-in returned {other}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    static async Task<IReadOnlyCollection<double>> ProbeAsync(Func<int, Task> probe, CancellationToken over)
    {
        var (latencies, probes, asked) = (new ConcurrentBag<double>(), new List<Task>(), 0);
        await EachTickAsync(Between, () => probes.Add(OnceAsync(asked++)), over);
        await Task.WhenAll(probes);
        return latencies;

        async Task OnceAsync(int i)
        {
            var began = Stopwatch.GetTimestamp();
            await probe(i);
            latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    static async Task EachTickAsync(TimeSpan period, Action tick, CancellationToken over)
    {
        using var timer = new PeriodicTimer(period);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
                tick();
        }
        catch (OperationCanceledException)
        {
        }
    }
}
