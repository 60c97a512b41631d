using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace App.Webhooks;

/// <summary>Represents the result of one attempt.</summary>
/// <param name="At">The time at which it began.</param>
/// <param name="Duration">The time until the response was read or the attempt was given up.</param>
/// <param name="StatusCode">Null if there was no response.</param>
/// <param name="Error">Null if it succeeded; otherwise one of our error codes.</param>
/// <param name="Excerpt">The beginning of the response body.</param>
/// <param name="RetryAfter">The delay that the receiver asked for.</param>
public sealed record AttemptOutcome(
    DateTimeOffset At, TimeSpan Duration, int? StatusCode, string? Error, string? Excerpt = null, TimeSpan? RetryAfter = null)
{
    public bool Succeeded => Error is null;

    /// <summary>Gets whether the receiver returned 410 Gone.</summary>
    public bool Gone => StatusCode == 410;

    /// <summary>Gets whether the receiver did not answer in time.</summary>
    public bool TimedOut => Error == "timeout";
}

/// <summary>Represents an event to send, with its destination and signing secrets.</summary>
public sealed record WebhookMessage(Uri Url, EventView Event, string Secret, string? OldSecret);

/// <summary>
/// Signs and posts webhooks. It follows no redirects, keeps no cookies, reads only the beginning of the response, and gives up
/// after <see cref="WebhookSettings.Timeout"/> in total.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    const int LargestRead = 64 * 1024, LargestKept = 4 * 1024;

    /// <summary>The body must arrive within this time after the status to be kept.</summary>
    static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(2);

    static readonly MediaTypeHeaderValue JsonBody = new("application/json");
    static readonly ProductInfoHeaderValue Ourselves = new("Stockade-Webhooks", "1");

    readonly WebhookSettings settings;
    readonly Destinations destinations;
    readonly TimeProvider clock;
    readonly HttpClient http;

    public WebhookSender(WebhookSettings settings, Destinations destinations, TimeProvider clock)
    {
        this.settings = settings;
        this.destinations = destinations;
        this.clock = clock;
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = destinations.ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None, // prevents decompression bombs
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // so changed DNS records are noticed
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxConnectionsPerServer = DeliveryWindows.Posts,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // SendAsync limits the attempt, with the injected clock
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }

    public async Task<AttemptOutcome> SendAsync(WebhookMessage message, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        AttemptOutcome Ended(int? status, string? error, string? excerpt = null, TimeSpan? retryAfter = null) =>
            new(at, clock.GetElapsedTime(started), status, error, excerpt, retryAfter);

        if (destinations.Fault(message.Url.OriginalString) is not null)
            return Ended(null, "address_refused");
        using var expiry = new CancellationTokenSource(settings.Timeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, ct);
        try
        {
            using var request = Sign(message, at);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            var status = (int)response.StatusCode;
            var excerpt = await ExcerptAsync(response, end.Token);
            return Ended(status, ErrorOf(status), excerpt, RetryAfter(response, at));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Ended(null, "timeout");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException && !ct.IsCancellationRequested)
        {
            return Ended(null, ErrorOf(failure));
        }
    }

    static HttpRequestMessage Sign(WebhookMessage message, DateTimeOffset at)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message.Event, Json.Options);
        var id = message.Event.Id.ToString();
        var timestamp = at.ToUnixTimeSeconds();
        var signatures = StandardWebhook.Sign(message.Secret, id, timestamp, body);
        if (message.OldSecret is not null)
            signatures += " " + StandardWebhook.Sign(message.OldSecret, id, timestamp, body);

        var request = new HttpRequestMessage(HttpMethod.Post, message.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = JsonBody;
        request.Headers.UserAgent.Add(Ourselves);
        request.Headers.Add(WebhookSignature.Id, id);
        request.Headers.Add(WebhookSignature.Timestamp, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.Signature, signatures);
        request.Headers.Add(WebhookSignature.Simple, WebhookSignature.InHex(message.Secret, timestamp, body));
        if (message.OldSecret is not null)
            request.Headers.Add(WebhookSignature.SimpleOld, WebhookSignature.InHex(message.OldSecret, timestamp, body));
        return request;
    }

    /// <summary>
    /// Returns the beginning of the body, or null if it stalls or is cut, or the app is stopping. Only the status decides whether
    /// the attempt succeeded; the body is shown to people.
    /// </summary>
    async Task<string?> ExcerptAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var expiry = new CancellationTokenSource(BodyTimeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, ct);
        try
        {
            return await ReadAsync(response, end.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or HttpRequestException or IOException)
        {
            return null;
        }
    }

    /// <summary>Reads up to 64 KB of the response and returns the first 4 KB as text.</summary>
    static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentLength == 0)
            return null;
        var buffer = ArrayPool<byte>.Shared.Rent(2 * LargestKept);
        try
        {
            var kept = 0;
            var total = 0;
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            // A short response is read to its end, so the connection can be reused. Bytes past the first 4 KB are overwritten.
            while (total < LargestRead && await stream.ReadAsync(buffer.AsMemory(kept, LargestKept), ct) is > 0 and var read)
            {
                kept = Math.Min(kept + read, LargestKept);
                total += read;
            }
            return kept == 0 ? null : Encoding.UTF8.GetString(buffer, 0, kept).Replace('\0', ' ');
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };

    static string? ErrorOf(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "redirect",
        410 => "gone",
        _ => "status",
    };

    /// <summary>Returns an error code. The exception's message may reveal internals, so it is not stored.</summary>
    static string ErrorOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is RefusedAddressException)
                return "address_refused";
        return (failure as HttpRequestException ?? failure.InnerException as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "name_not_found",
            HttpRequestError.ConnectionError => "connection_failed",
            HttpRequestError.SecureConnectionError => "tls_failed",
            _ => "connection_lost",
        };
    }

    public void Dispose() => http.Dispose();
}
